package io.spanline.capture.toxics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.spanline.capture.HandClock;
import io.spanline.capture.order.StopSignal;
import io.spanline.capture.toxics.ToxicsWatch.Watched;
import io.spanline.captures.TimeRange;
import io.spanline.captures.manifest.Toxics;
import io.spanline.experiments.toxic.ToxicTopic;
import io.spanline.topic.CommittedReader;
import io.spanline.topic.EmbeddedBroker;
import io.spanline.topic.Topics;
import io.spanline.topic.ToxicChange;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("broker")
@Timeout(90)
class ToxicsWatchIT {
  private static final String NOBODY = "127.0.0.1:1";
  private static final String NONE = "{}";
  private static final String SLOW = proxy("slow");

  @TempDir private Path data;
  private final AtomicInteger looks = new AtomicInteger();
  private volatile String shown = NONE;
  private HttpServer toxiproxy;

  @BeforeEach
  void create() throws IOException {
    toxiproxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @AfterEach
  void stop() {
    toxiproxy.stop(0);
  }

  @Test
  void writesWhatOthersSetOnceThoughItStartsAnew() throws Exception {
    String address = showing();
    try (EmbeddedBroker broker = EmbeddedBroker.start(data)) {
      broker.create(Topics.TOXICS);
      shown = SLOW;
      Instant before = Instant.now();
      try (ToxicsWatch watch = watch(address, broker)) {
        awaitTopic(broker, "slow on foreign");
        assertThat(on(watch, before)).extracting(Toxics.Toxic::name).containsExactly("slow");
      }
      try (ToxicsWatch again = watch(address, broker)) {
        await().until(() -> on(again, before).size() == 1 && looks.get() > 4);
        assertThat(topic(broker)).containsExactly("slow on foreign");
      }
      shown = NONE;
      try (ToxicsWatch later = watch(address, broker)) {
        awaitTopic(broker, "slow on foreign", "slow gone foreign");
        assertThat(on(later, before).get(0).to()).isAfter(before);
      }
    }
  }

  @Test
  void losesNothingWhileKafkaIsAway() throws Exception {
    String address = showing();
    EmbeddedBroker broker = EmbeddedBroker.start(data);
    broker.create(Topics.TOXICS);
    Instant before = Instant.now();
    try (ToxicsWatch watch = watch(address, broker)) {
      shown = SLOW;
      awaitTopic(broker, "slow on foreign");
      broker.close();
      see(NONE);
      see(proxy("other"));
      see(NONE);

      Toxics toxics = watch.during(since(before), new StopSignal());
      assertThat(toxics.on()).extracting(Toxics.Toxic::name).containsExactly("slow", "other");
      assertThat(toxics.knownFrom()).isNull();
      assertThat(toxics.unknown()).startsWith("the topic toxics could not be read: ");

      broker = EmbeddedBroker.startAgain(data, broker);
      awaitTopic(
          broker, "slow on foreign", "slow gone foreign", "other on foreign", "other gone foreign");
      assertThat(watch.during(since(before), new StopSignal()).knownFrom()).isNotNull();
    } finally {
      broker.close();
    }
  }

  @Test
  void knowsOfOursWhatTheirOwnerWrote() throws Exception {
    String address = showing();
    Instant asked = Instant.now();
    try (EmbeddedBroker broker = EmbeddedBroker.start(data)) {
      broker.create(Topics.TOXICS);
      try (ToxicsWatch watch = watch(address, broker);
          ToxicTopic topic = new ToxicTopic(broker.address())) {
        topic.write(Proxies.ours(asked, asked.plusMillis(20), null));
        topic.write(Proxies.ours(null, null, asked.plusMillis(500)));

        assertThat(on(watch, asked.minusSeconds(1)))
            .singleElement()
            .satisfies(
                toxic -> {
                  assertThat(toxic.from()).isEqualTo(asked);
                  assertThat(toxic.to()).isEqualTo(asked.plusMillis(500));
                  assertThat(toxic.edge()).isEqualTo("a->b");
                });
        assertThat(topic(broker)).hasSize(2);
      }
    }
  }

  @Test
  void hasNothingToDoWithTheRecordsOfAnotherToxiproxy() throws Exception {
    String address = showing();
    Instant asked = Instant.now().minusSeconds(60);
    try (EmbeddedBroker broker = EmbeddedBroker.start(data)) {
      broker.create(Topics.TOXICS);
      try (ToxicTopic topic = new ToxicTopic(broker.address())) {
        topic.write(Proxies.ours(asked, asked, null).of("elsewhere:8474"));
      }
      try (ToxicsWatch watch = watch(address, broker)) {
        see(SLOW);
        awaitTopic(broker, Proxies.OURS + " on somebody", "slow on foreign");
        assertThat(on(watch, asked)).extracting(Toxics.Toxic::name).containsExactly("slow");
      }
      shown = NONE;
      Watched elsewhere = new Watched(address, "elsewhere:8474");
      try (ToxicsWatch watch = new ToxicsWatch(elsewhere, broker.address(), Clock.systemUTC())) {
        awaitTopic(
            broker,
            Proxies.OURS + " on somebody",
            "slow on foreign",
            Proxies.OURS + " gone somebody");
        assertThat(on(watch, asked)).extracting(Toxics.Toxic::name).containsExactly(Proxies.OURS);
      }
    }
  }

  @Test
  void goesOnLookingAfterALookHasFailedInAnyWay() throws IOException {
    String address = showing();
    try (ToxicsWatch watch =
        new ToxicsWatch(new Watched(address, null), NOBODY, new ClockThatFailsOnce())) {
      await().untilAsserted(() -> assertThat(looks).hasValueGreaterThan(3));
      assertThat(watch).isNotNull();
    }
  }

  @Test
  void doesNotKeepMoreOfAnEndlessAnswerThanAnAnswerMayHave() throws Exception {
    String address =
        answering(
            exchange -> {
              exchange.sendResponseHeaders(200, 0);
              byte[] blanks = " ".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
              while (true) {
                exchange.getResponseBody().write(blanks);
              }
            });
    try (EmbeddedBroker broker = EmbeddedBroker.start(data)) {
      broker.create(Topics.TOXICS);
      try (ToxicsWatch watch = watch(address, broker)) {
        await()
            .untilAsserted(
                () ->
                    assertThat(watch.during(since(Instant.now()), new StopSignal()).unknown())
                        .contains("Toxiproxy", address));
      }
    }
  }

  private String showing() {
    return answering(
        exchange -> {
          looks.incrementAndGet();
          byte[] answer = shown.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
  }

  private String answering(HttpHandler proxies) {
    toxiproxy.createContext("/proxies", proxies);
    toxiproxy.start();
    return "127.0.0.1:" + toxiproxy.getAddress().getPort();
  }

  /** Shows something for at least a whole look. */
  private void see(String proxies) {
    shown = proxies;
    int before = looks.get();
    await().until(() -> looks.get() > before + 1);
  }

  private static ToxicsWatch watch(String address, EmbeddedBroker broker) {
    return new ToxicsWatch(new Watched(address, null), broker.address(), Clock.systemUTC());
  }

  private static List<Toxics.Toxic> on(ToxicsWatch watch, Instant since) {
    return watch.during(since(since), new StopSignal()).on();
  }

  private static TimeRange since(Instant from) {
    return new TimeRange(from.minusSeconds(1), Instant.now());
  }

  private static void awaitTopic(EmbeddedBroker broker, String... records) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(topic(broker)).containsExactly(records));
  }

  private static List<String> topic(EmbeddedBroker broker) {
    List<String> words = new ArrayList<>();
    try (CommittedReader<String, ToxicChange> reader =
        CommittedReader.ofAll(
            new KafkaConsumer<>(
                CommittedReader.configuration(broker.address()),
                Topics.TOXICS.key().deserializer(),
                Topics.TOXICS.value().deserializer()),
            Topics.TOXICS.name(),
            Duration.ofSeconds(10))) {
      reader.forEach(
          each -> {
            ToxicChange change = each.value();
            words.add(
                "%s %s %s"
                    .formatted(
                        change.toxic(), change.gone() == null ? "on" : "gone", change.owner()));
          });
    }
    return words;
  }

  private static String proxy(String toxic) {
    return """
        {"a-to-b":{"name":"a-to-b","listen":"127.0.0.1:1","upstream":"127.0.0.1:2","enabled":true,
         "toxics":[{"name":"%s","type":"latency","stream":"downstream","toxicity":1,
         "attributes":{"latency":200,"jitter":0}}]}}"""
        .formatted(toxic);
  }

  private final class ClockThatFailsOnce extends HandClock {
    private boolean failed;

    ClockThatFailsOnce() {
      super(Instant.EPOCH);
    }

    @Override
    public Instant instant() {
      if (!failed) {
        failed = true;
        throw new AssertionError("the first time");
      }
      return Instant.now();
    }
  }
}
