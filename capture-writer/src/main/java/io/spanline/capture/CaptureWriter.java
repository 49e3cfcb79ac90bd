package io.spanline.capture;

import io.spanline.capture.kafka.KafkaTraces;
import io.spanline.capture.rest.FileRoutes;
import io.spanline.capture.rest.SnapshotRoutes;
import io.spanline.capture.store.CaptureStore;
import io.spanline.file.FileFormat;
import io.spanline.rest.PortTakenException;
import io.spanline.rest.RestServer;
import io.spanline.settings.Port;
import io.spanline.settings.Settings;
import io.spanline.settings.SettingsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The process capture-writer. */
public final class CaptureWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CaptureWriter.class);
  private static final int WRONG_SETTINGS = 2;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private final CaptureStore store;
  private final KafkaTraces traces;
  private final Snapshots snapshots;
  private final RestServer server;

  private CaptureWriter(CaptureSettings settings, CaptureStore store) {
    Clock clock = Clock.systemUTC();
    this.store = store;
    this.traces = new KafkaTraces(settings.kafka(), settings.gap(), LONGEST_WAIT, clock);
    this.snapshots = new Snapshots(traces, store, settings, clock);
    this.server =
        RestServer.serve(
            settings.port(),
            FileFormat.JSON,
            new CaptureReadiness(traces, store),
            new SnapshotRoutes(snapshots, store, clock).andThen(new FileRoutes(store)));
  }

  /** Runs until SIGTERM; exits with 2 where the settings or the folder keep it from starting. */
  public static void main(String[] args) {
    try {
      CaptureSettings settings = CaptureSettings.of(Settings.ofThisProcess());
      CaptureWriter writer = start(settings);
      Runtime.getRuntime().addShutdownHook(new Thread(writer::close, "shutdown"));
      LOG.atInfo()
          .addKeyValue("port", writer.server.port())
          .addKeyValue("kafka", settings.kafka())
          .addKeyValue("folder", settings.data().toAbsolutePath())
          .log("capture-writer serves");
    } catch (SettingsException e) {
      refuse(e.problems());
    } catch (PortTakenException e) {
      refuse(
          List.of(e.getMessage() + "; " + Port.CAPTURE_WRITER.setting().name() + " sets another"));
    } catch (IOException e) {
      refuse(List.of(String.valueOf(e.getMessage())));
    }
  }

  static CaptureWriter start(CaptureSettings settings) throws IOException {
    CaptureStore store = CaptureStore.open(settings.data());
    try {
      return new CaptureWriter(settings, store);
    } catch (UncheckedIOException e) {
      store.close();
      throw e.getCause();
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  private static void refuse(List<String> problems) {
    problems.forEach(problem -> System.err.println("capture-writer: " + problem));
    System.exit(WRONG_SETTINGS);
  }

  @Override
  public void close() {
    snapshots.close();
    server.close();
    traces.close();
    try {
      store.close();
    } catch (IOException e) {
      LOG.atWarn().setCause(e).log("the folder's lock was not given back");
    }
    LOG.info("capture-writer stopped");
  }
}
