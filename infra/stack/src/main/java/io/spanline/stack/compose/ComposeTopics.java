package io.spanline.stack.compose;

import io.spanline.settings.Port;
import io.spanline.settings.Settings;
import io.spanline.stack.broker.BrokerTopics;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the catalogue's topics on a broker that does not do so itself, as that of Compose. */
public final class ComposeTopics {
  private static final Logger LOG = LoggerFactory.getLogger(ComposeTopics.class);

  private ComposeTopics() {}

  /**
   * Makes those that are missing on the broker of the settings; fails after a minute without one.
   */
  public static void main(String[] args) throws ExecutionException, InterruptedException {
    String address = Settings.ofThisProcess().address(Port.KAFKA);
    try (BrokerTopics topics = new BrokerTopics(address)) {
      List<String> created = topics.create();
      LOG.atInfo()
          .addKeyValue("broker", address)
          .addKeyValue("topics", created)
          .log("created the topics that were missing");
    }
  }
}
