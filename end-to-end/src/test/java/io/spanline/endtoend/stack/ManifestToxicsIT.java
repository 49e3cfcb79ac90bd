package io.spanline.endtoend.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import io.spanline.captures.manifest.Toxics;
import io.spanline.clients.Toxic.Stream;
import io.spanline.clients.Toxiproxy;
import io.spanline.experiments.toxic.Fault;
import io.spanline.experiments.toxic.Injection;
import io.spanline.experiments.toxic.Journal;
import io.spanline.experiments.toxic.LeasedToxic;
import io.spanline.experiments.toxic.Removal;
import io.spanline.experiments.toxic.Rescue;
import io.spanline.experiments.toxic.Restart;
import io.spanline.experiments.toxic.TopicJournal;
import io.spanline.harness.process.TopicReader;
import io.spanline.settings.Port;
import io.spanline.topic.Topics;
import io.spanline.topic.ToxicChange;
import io.spanline.topic.ToxicChange.By;
import io.spanline.traffic.Mix;
import io.spanline.traffic.TrafficPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Toxics of every kind of owner, from Toxiproxy through the topic to a manifest and a baseline. */
@Tag("stack")
class ManifestToxicsIT {
  @TempDir private static Path folder;
  private static DemoStack stack;
  private static ToxiproxyClient witness;
  private static Instant from;
  private static JsonNode snapshot;
  private static Toxics toxics;
  private static LeasedToxic written;
  private static LeasedToxic unwritten;

  @BeforeAll
  static void breakEdgesInEveryWay() throws Exception {
    stack = DemoStack.get();
    String api = stack.address(Port.TOXIPROXY);
    int colon = api.lastIndexOf(':');
    witness =
        new ToxiproxyClient(api.substring(0, colon), Integer.parseInt(api.substring(colon + 1)));
    Pipeline pipeline = new Pipeline(stack);
    from = Instant.now();
    try (Journal journal =
        new TopicJournal(
            stack.address(Port.KAFKA),
            folder.resolve("waiting"),
            words -> {
              throw new AssertionError(words);
            })) {
      written = breakAndMend(journal, pipeline);
    }
    unwritten = breakAndMend(Journal.NONE, pipeline);
    disturbAsOthersDo();
    snapshot = pipeline.snapshot(from, Instant.now(), "toxics");
    toxics = Objects.requireNonNull(pipeline.manifest(snapshot).conditions()).toxics();
  }

  private static LeasedToxic breakAndMend(Journal journal, Pipeline pipeline) throws Exception {
    Toxiproxy toxiproxy = new Toxiproxy(stack.address(Port.TOXIPROXY));
    Clock clock = Clock.systemUTC();
    Rescue rescue = new Rescue(Restart.NONE, folder, "clear it", "restart it", System.err::println);
    Removal removal = new Removal(toxiproxy, rescue, journal, clock);
    LeasedToxic toxic =
        new Injection(toxiproxy, journal, removal, clock)
            .add(
                new Injection.Order(
                    "b-to-c", "service-b->service-c", "somebody", Duration.ofSeconds(60)),
                Fault.of(List.of("latency=120"), Stream.DOWNSTREAM, 1));
    pipeline.traffic(new TrafficPlan(30, 15, Mix.parse("order=1"), 17));
    removal.remove(toxic, By.OWNER);
    return toxic;
  }

  /** Long enough to be seen. */
  private static void disturbAsOthersDo() throws IOException {
    var theirs =
        witness.getProxy("a-to-b").toxics().bandwidth("theirs", ToxicDirection.UPSTREAM, 1000);
    awaitRecord("theirs", "on");
    theirs.remove();
    awaitRecord("theirs", "gone");
    witness.getProxy("a-to-b").disable();
    try {
      awaitRecord("a-to-b", "on");
    } finally {
      witness.getProxy("a-to-b").enable();
    }
    awaitRecord("a-to-b", "gone");
  }

  @AfterAll
  static void mend() throws IOException {
    if (witness != null) {
      witness.getProxy("a-to-b").enable();
    }
  }

  @Test
  void oursIsTheRecordOfWhoeverPutItOnAndTookItOff() {
    Toxics.Toxic toxic = inManifest(written.lease().toxic());

    assertThat(records(written.lease().toxic()))
        .hasSize(2)
        .satisfiesExactly(
            on -> {
              assertThat(on.asked()).isEqualTo(toxic.from());
              assertThat(on.confirmed()).isAfter(toxic.from());
            },
            gone -> {
              assertThat(gone.gone()).isEqualTo(toxic.to());
              assertThat(gone.by()).isEqualTo(By.OWNER);
            });
    assertThat(toxic.from()).isAfter(from);
    assertThat(toxic.owner()).isEqualTo("somebody");
    assertThat(toxic.edge()).isEqualTo("service-b->service-c");
    assertThat(toxic.attributes().get("latency")).isEqualByComparingTo("120");
  }

  @Test
  void oursWithoutARecordIsThereAsItWasSeen() {
    Toxics.Toxic toxic = inManifest(unwritten.lease().toxic());

    assertThat(toxic.owner()).isEqualTo("somebody");
    assertThat(toxic.edge()).isNull();
    assertThat(toxic.to()).isAfter(toxic.from());
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(records(unwritten.lease().toxic()))
                    .hasSize(2)
                    .allMatch(change -> change.asked() == null && change.by() == null));
  }

  @Test
  void whatOthersDidIsForeign() {
    assertThat(inManifest("theirs"))
        .satisfies(
            toxic -> {
              assertThat(toxic.proxy()).isEqualTo("a-to-b");
              assertThat(toxic.type()).isEqualTo("bandwidth");
              assertThat(toxic.stream()).isEqualTo("upstream");
              assertThat(toxic.owner()).isEqualTo(ToxicChange.FOREIGN);
              assertThat(toxic.to()).isAfter(toxic.from());
            });
    assertThat(inManifest("a-to-b"))
        .satisfies(
            toxic -> {
              assertThat(toxic.type()).isEqualTo(Toxics.DOWN);
              assertThat(toxic.owner()).isEqualTo(ToxicChange.FOREIGN);
              assertThat(toxic.to()).isAfter(toxic.from());
            });
  }

  @Test
  void nothingElseIsThereAndAllOfTheRangeIsKnown() {
    assertThat(toxics.on()).hasSize(4);
    assertThat(toxics.unknown()).isNull();
    assertThat(toxics.knownFrom()).isEqualTo(from);
  }

  @Test
  void theSnapshotWarnsOfEach() {
    assertThat(snapshot.path("warnings"))
        .extracting(JsonNode::asText)
        .anyMatch(
            words ->
                words.matches(
                    ".* met a toxic: b-to-c \\(service-b->service-c\\): latency=120 was on for"
                        + " [0-9.]+ of [0-9.]+ s, set by somebody"))
        .anyMatch(words -> words.contains("a-to-b: bandwidth=1000 upstream was on for"))
        .anyMatch(words -> words.matches(".*a-to-b: down for [0-9.]+ of .* s, set by others"));
  }

  private static Toxics.Toxic inManifest(String name) {
    List<Toxics.Toxic> found =
        toxics.on().stream().filter(toxic -> toxic.name().equals(name)).toList();
    assertThat(found).as("%s of %s", name, toxics.on()).hasSize(1);
    return found.get(0);
  }

  private static void awaitRecord(String toxic, String what) {
    // A look comes each second; the rest is for a machine under load.
    await()
        .atMost(Duration.ofSeconds(5))
        .until(
            () ->
                records(toxic).stream()
                    .anyMatch(change -> (change.gone() == null ? "on" : "gone").equals(what)));
  }

  private static List<ToxicChange> records(String toxic) {
    return TopicReader.all(stack.address(Port.KAFKA), Topics.TOXICS).stream()
        .map(change -> change.value())
        .filter(change -> change.toxic().equals(toxic))
        .toList();
  }
}
