package io.spanline.capture;

import io.spanline.capture.job.Jobs;
import io.spanline.capture.kafka.KafkaTraces;
import io.spanline.capture.order.Refusal;
import io.spanline.capture.rest.CaptureApi;
import io.spanline.capture.store.CaptureStore;
import io.spanline.capture.store.CommitStep;
import io.spanline.capture.surroundings.ObservedSurroundings;
import io.spanline.captures.FileFormat;
import io.spanline.captures.manifest.CaptureFolder;
import io.spanline.rest.Exposure;
import io.spanline.rest.PortTakenException;
import io.spanline.rest.ProcessMetrics;
import io.spanline.rest.Readiness;
import io.spanline.rest.RestServer;
import io.spanline.settings.Catalogue;
import io.spanline.settings.Port;
import io.spanline.settings.Settings;
import io.spanline.settings.SettingsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The process capture-writer. */
public final class CaptureWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CaptureWriter.class);
  private static final int WRONG_SETTINGS = 2;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(40);

  private final ProcessMetrics metrics = new ProcessMetrics().bindJvm();
  private final CaptureStore store;
  private final KafkaTraces traces;
  private final ObservedSurroundings surroundings;
  private final Snapshots snapshots;
  private final Jobs jobs;
  private final RestServer server;

  private CaptureWriter(Settings settings, Exposure exposure, CaptureStore store) {
    Clock clock = Clock.systemUTC();
    this.store = store;
    this.traces = new KafkaTraces(settings.address(Port.KAFKA), waits(settings), clock);
    this.surroundings = new ObservedSurroundings(settings, clock);
    this.snapshots = new Snapshots(traces, surroundings, store, settings, clock);
    this.jobs = new Jobs(snapshots, traces, clock);
    DiskSpace disk = new DiskSpace(store.captureFolder(), CaptureFolder.LEAST_FREE_BYTES);
    CaptureMetrics meters = new CaptureMetrics(metrics.registry(), jobs, disk);
    metrics.bind(meters);
    snapshots.watch(meters);
    this.server =
        RestServer.serve(
            exposure,
            FileFormat.JSON,
            new CaptureReadiness(traces, store, disk),
            new CaptureApi(new CaptureApi.Sources(snapshots, jobs, store, clock), metrics)::addTo);
  }

  /**
   * Whether a snapshot could be taken now: Kafka answers, the topics are there, files can be
   * written.
   */
  private record CaptureReadiness(KafkaTraces traces, CaptureStore store, DiskSpace disk)
      implements Readiness {
    @Override
    public List<String> missing() {
      List<String> missing = new ArrayList<>();
      if (!store.isWritable()) {
        missing.add(
            "%s and %s must be writable".formatted(store.captureFolder(), store.baselineFolder()));
      }
      disk.shortage().ifPresent(missing::add);
      try {
        Set<String> topics = traces.missingTopics();
        if (!topics.isEmpty()) {
          missing.add("no topics " + String.join(", ", topics));
        }
      } catch (Refusal e) {
        missing.add(String.valueOf(e.getMessage()));
      }
      return missing;
    }
  }

  private static KafkaTraces.Waits waits(Settings settings) {
    return new KafkaTraces.Waits(
        settings.value(Catalogue.TRACE_GAP),
        settings.value(Catalogue.TRACE_SETTLE),
        settings.value(Catalogue.TRACE_LIFETIME).plus(settings.value(Catalogue.TRACE_HORIZON)),
        LONGEST_WAIT);
  }

  private static Exposure exposure(Settings settings) throws IOException {
    return Exposure.of(
        settings.value(Catalogue.BIND),
        settings.port(Port.CAPTURE_WRITER),
        settings.value(Catalogue.TOKEN_FILE),
        settings.value(Catalogue.HOSTS));
  }

  /** Runs until SIGTERM; exits with 2 if the settings or the folder keep it from starting. */
  public static void main(String[] args) {
    run(CommitStep.Watch.NONE);
  }

  /** Runs until SIGTERM and watches each commit. */
  public static void run(CommitStep.Watch watch) {
    try {
      Settings settings = Settings.ofThisProcess();
      CaptureWriter writer = start(settings, watch);
      Runtime.getRuntime().addShutdownHook(new Thread(writer::close, "shutdown"));
      LOG.atInfo()
          .addKeyValue("port", writer.server.port())
          .addKeyValue("kafka", settings.address(Port.KAFKA))
          .addKeyValue("folder", settings.value(Catalogue.DATA_DIR).toAbsolutePath())
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

  static CaptureWriter start(Settings settings, CommitStep.Watch watch) throws IOException {
    Exposure exposure = exposure(settings);
    CaptureStore store = CaptureStore.open(settings.value(Catalogue.DATA_DIR), watch);
    try {
      return new CaptureWriter(settings, exposure, store);
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
    jobs.close();
    snapshots.close();
    server.close();
    traces.close();
    surroundings.close();
    metrics.close();
    try {
      store.close();
    } catch (IOException e) {
      LOG.atWarn().setCause(e).log("the folder's lock was not given back");
    }
    LOG.info("capture-writer stopped");
  }
}
