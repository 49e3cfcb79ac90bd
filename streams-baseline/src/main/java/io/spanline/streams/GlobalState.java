package io.spanline.streams;

import io.spanline.settings.Catalogue;
import io.spanline.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.utils.Utils;

/** The folder of the views that every instance keeps whole: copies of topics, nothing else. */
final class GlobalState {
  private GlobalState() {}

  /**
   * Deletes it, so that the views are read from their topics again. One that a kill left open would
   * end the program at each of its starts: Kafka Streams mends a task's store, but not a global
   * one.
   *
   * @param settings of a Kafka Streams that holds the state folder's lock and has not started
   * @throws StartRefusal if the folder cannot be deleted
   */
  static void forget(Settings settings) {
    Path folder =
        settings
            .value(Catalogue.STATE_DIR)
            .toAbsolutePath()
            .resolve(StreamsProperties.APPLICATION_ID)
            .resolve("global");
    try {
      Utils.delete(folder.toFile());
    } catch (IOException e) {
      throw new StartRefusal(List.of("folder %s cannot be deleted: %s".formatted(folder, e)));
    }
  }
}
