package io.spanline.streams;

import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.spanline.rest.Exposure;
import io.spanline.rest.RestServer;
import io.spanline.settings.Catalogue;
import io.spanline.settings.Port;
import io.spanline.settings.Settings;
import io.spanline.settings.SettingsException;
import io.spanline.streams.inquiry.TaskInquiries;
import io.spanline.streams.rest.BaselineApi;
import io.spanline.streams.rest.BaselineMetrics;
import io.spanline.streams.rest.Instances;
import io.spanline.topic.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The program: reads {@code otlp_spans}, writes {@code traces}, {@code service-statistics}, {@code
 * edge-statistics}, {@code statistics-digests}, {@code ledger} and {@code dead-letters}. Exits with
 * 2 if it is set up wrongly, with 1 if it had to give up, with 143 after SIGTERM.
 */
public final class StreamsBaseline {
  private static final Logger LOG = LoggerFactory.getLogger(StreamsBaseline.class);
  private static final Duration CLOSING = Duration.ofSeconds(4);
  private static final InstantSource CLOCK = InstantSource.system();
  private static final int SET_UP_WRONGLY = 2;
  private static final int GAVE_UP = 1;

  private final Settings settings;
  private final KafkaStreams streams;
  private final ThreadReplacement threads =
      new ThreadReplacement(CLOCK, StreamsProperties.threads());
  private final BaselineHealth health;
  private final BaselineMetrics metrics;
  private final BaselineApi api;
  private final Exposure exposure;
  private final CountDownLatch over = new CountDownLatch(1);
  private final AtomicBoolean stopped = new AtomicBoolean();

  private StreamsBaseline(Settings settings) {
    this.settings = settings;
    this.exposure = exposure(settings);
    TaskInquiries inquiries = new TaskInquiries();
    UnreadableRows unreadable = new UnreadableRows(CLOCK);
    RestoreProgress restoring = new RestoreProgress();
    ConsumerProgress progress = new ConsumerProgress(CLOCK, new KafkaInputLog(settings, restoring));
    streams =
        kafkaStreams(
            settings,
            progress,
            new TopologyLinks(progress, inquiries, unreadable, InputConsumer::spentOfThread));
    streams.setUncaughtExceptionHandler(threads);
    streams.setStateListener(this::stateChanged);
    BaselineTables tables = new BaselineTables(streams);
    Instances instances =
        new BaselineInstances(streams, StreamsProperties.applicationServer(settings));
    health =
        new BaselineHealth(
            settings.value(Catalogue.INSTANCE),
            new BaselineHealth.Watched(streams, threads, restoring),
            tables,
            instances);
    metrics = new BaselineMetrics(tables, inquiries, CLOCK);
    metrics.bind(health);
    metrics.bind(unreadable);
    metrics.bind(new KafkaStreamsMetrics(streams));
    api =
        new BaselineApi(
            settings,
            CLOCK,
            new BaselineApi.Sources(tables, inquiries, instances, health),
            metrics);
  }

  public static void main(String[] args) throws InterruptedException {
    try {
      boolean wasStopped = new StreamsBaseline(Settings.ofThisProcess()).run();
      if (!wasStopped) {
        System.exit(GAVE_UP);
      }
    } catch (SettingsException e) {
      refuse(e.problems());
    } catch (StartRefusal e) {
      refuse(e.problems());
    }
  }

  /** Returns when the application is over: true if it was told to stop, false if it failed. */
  private boolean run() throws InterruptedException {
    try (metrics;
        RestServer rest = serve()) {
      Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
      LOG.atInfo().addKeyValue("port", rest.port()).log("serving");
      new TopicCheck(settings).run(stopped::get);
      if (!stopped.get()) {
        forgetViews();
        streams.start();
      }
      over.await();
      StartRefusal.throwIfUnusable(threads.unusableState(), settings);
      return stopped.get();
    }
  }

  private static KafkaStreams kafkaStreams(
      Settings settings, ConsumerProgress progress, TopologyLinks links) {
    Topology topology = SpanlineTopology.of(settings, links);
    try {
      return new KafkaStreams(topology, StreamsProperties.of(settings), progress);
    } catch (StreamsException e) {
      // It opens nothing but the state folder, which may be in use or not be writable.
      String folder = settings.value(Catalogue.STATE_DIR).toAbsolutePath().toString();
      throw new StartRefusal(
          List.of(
              "state folder %s cannot be used: %s".formatted(folder, e.getMessage()),
              "stop the other streams-baseline, or set %s to another folder"
                  .formatted(Catalogue.STATE_DIR.name())));
    }
  }

  /**
   * Deletes the folder of the views that every instance keeps whole, so that they are read from
   * their topics again. One that a kill left open would end the program at each of its starts:
   * Kafka Streams mends a task's store, but not a global one.
   */
  private void forgetViews() {
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

  private static Exposure exposure(Settings settings) {
    try {
      return Exposure.of(
          settings.value(Catalogue.BIND),
          settings.port(Port.STREAMS_BASELINE),
          settings.value(Catalogue.TOKEN_FILE),
          settings.value(Catalogue.HOSTS));
    } catch (IOException e) {
      throw new StartRefusal(List.of(String.valueOf(e.getMessage())));
    }
  }

  private RestServer serve() {
    try {
      return RestServer.serve(exposure, Json.MAPPER, health.readiness(), api::addTo);
    } catch (UncheckedIOException e) {
      String setting = Port.STREAMS_BASELINE.setting().name();
      throw new StartRefusal(
          List.of(
              String.valueOf(e.getCause() == null ? e.getMessage() : e.getCause().getMessage()),
              "set %s to a free port".formatted(setting)));
    }
  }

  private void stateChanged(KafkaStreams.State now, KafkaStreams.State before) {
    LOG.atInfo().addKeyValue("from", before).log(now.toString());
    if (now == KafkaStreams.State.ERROR || now == KafkaStreams.State.NOT_RUNNING) {
      over.countDown();
    }
  }

  private void stop() {
    stopped.set(true);
    boolean clean = streams.close(CLOSING);
    over.countDown();
    LOG.atInfo().addKeyValue("clean", clean).log("stopped");
  }

  @SuppressWarnings("SystemOut") // the one place that a person who starts it looks at
  private static void refuse(List<String> problems) {
    problems.forEach(problem -> System.err.println("streams-baseline: " + problem));
    System.exit(SET_UP_WRONGLY);
  }
}
