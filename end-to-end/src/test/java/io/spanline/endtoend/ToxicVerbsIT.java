package io.spanline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.spanline.clients.ClientException;
import io.spanline.clients.Toxic;
import io.spanline.clients.Toxiproxy;
import io.spanline.clients.Toxiproxy.Proxy;
import io.spanline.endtoend.TypedVerbs.Said;
import io.spanline.experiments.toxic.LeasedToxic;
import io.spanline.stack.Checkout;
import io.spanline.stack.process.ProcessMark;
import io.spanline.stack.record.RunRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The verbs {@code toxics} on a real Toxiproxy that is not the stack's, with Kafka away. */
@Tag("stack")
class ToxicVerbsIT {
  private static final String EDGES =
      """
      edges:
        - {from: shop, to: stock, proxy: listed}
        - {from: shop, to: bank, proxy: listed-too}
      """;

  @TempDir private Path root;
  @AutoClose private UnreadSource source;
  @AutoClose private LoneToxiproxy server;
  private Toxiproxy toxiproxy;
  private TypedVerbs verbs;

  @BeforeEach
  void start() throws IOException {
    source = new UnreadSource();
    server = new LoneToxiproxy();
    toxiproxy = server.client();
    verbs =
        new TypedVerbs(root)
            .withEdges(EDGES)
            .with("SPANLINE_TOXIPROXY_API", "http://" + server.address());
    for (String name : List.of("listed", "listed-too", "seen")) {
      toxiproxy.create(new Proxy(name, "127.0.0.1:0", source.address(), true, List.of()));
    }
  }

  @Test
  void putsOnListsAndTakesOff() throws Exception {
    Said added = verbs.toxics("add", "shop->stock", "latency=200", "--no-journal");

    assertThat(added.exit()).isZero();
    assertThat(added.text())
        .contains("listed (shop->stock): latency=200")
        .contains("no stack sweeps the Toxiproxy at")
        .contains("./spanline toxics sweep --watch");
    assertThat(LeasedToxic.on(toxiproxy.proxy("listed"))).hasSize(1);
    assertThat(verbs.toxics("list").text()).contains("listed", "latency=200", "me");

    Said cleared = verbs.toxics("clear", "listed", "--no-journal");

    assertThat(cleared.exit()).isZero();
    assertThat(cleared.text()).contains("is off");
    assertThat(toxiproxy.proxy("listed").toxics()).isEmpty();
    assertThat(verbs.toxics("list").text())
        .contains("no toxic is on; put one on: ./spanline toxics add listed latency=200");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.b", "foreign", "", "abcdefghijklmnopqrstuvwxyz0123456"})
  void anOwnerThatNoToxicCanHaveIsRefusedBeforeAnything(String owner) throws Exception {
    Said added = verbs.toxics("add", "seen", "latency=1", "--owner", owner, "--no-journal");
    Said cleared = verbs.toxics("clear", "seen", "--owner", owner, "--no-journal");

    for (Said each : List.of(added, cleared)) {
      assertThat(each.exit()).isEqualTo(2);
      assertThat(each.text()).contains("owner").doesNotContain("\tat ");
    }
    assertThat(toxiproxy.proxy("seen").toxics()).isEmpty();
  }

  @Test
  void aProxysNameIsEnoughWhileKafkaIsAway() throws Exception {
    Said cleared = verbs.toxics("clear", "seen", "--no-journal");
    Said added = verbs.toxics("add", "seen", "latency=1", "--no-journal");

    assertThat(cleared.exit()).isZero();
    assertThat(cleared.text()).contains("nothing to take off");
    assertThat(cleared.took()).isLessThan(Duration.ofSeconds(30));
    assertThat(added.exit()).isZero();
    assertThat(added.took()).isLessThan(Duration.ofSeconds(30));
  }

  @Test
  void anEdgeThatOnlySpansTellIsRefusedWithinSecondsWhileKafkaIsAway() throws Exception {
    Said added = verbs.toxics("add", "shop->nobody", "latency=1", "--no-journal");

    assertThat(added.exit()).isEqualTo(2);
    assertThat(added.text())
        .contains("unknown edge 'shop->nobody'; there are: listed (shop->stock)")
        .contains("an edge that only spans tell is not known now: Kafka");
    assertThat(added.took()).isLessThan(Duration.ofSeconds(30));
  }

  @Test
  void tellsWhatStaysOfOthers() throws Exception {
    toxiproxy.add("seen", latency("somebody-elses"));
    verbs.toxics("add", "seen", "latency=1", "--owner", "ci", "--no-journal");

    Said cleared = verbs.toxics("clear", "seen", "--no-journal");

    assertThat(cleared.exit()).isZero();
    assertThat(cleared.text()).contains("nothing to take off; 2 toxics of others stay");
    assertThat(verbs.toxics("clear", "seen", "--all", "--no-journal").text()).contains("is off");
    assertThat(toxiproxy.proxy("seen").toxics())
        .extracting(Toxic::name)
        .containsExactly("somebody-elses");
  }

  @Test
  void sweepsWhatIsOverAndNothingElse() throws Exception {
    toxiproxy.add("seen", latency("spanline.ci." + (Instant.now().getEpochSecond() - 5) + ".1"));
    verbs.toxics("add", "listed", "latency=1", "--no-journal");

    Said swept = verbs.toxics("sweep", "--no-journal");

    assertThat(swept.exit()).isZero();
    assertThat(swept.text()).contains("1 taken off, 1 left to their leases");
    assertThat(toxiproxy.proxy("seen").toxics()).isEmpty();
  }

  @Test
  void aToxicThatIsWaitedForIsTakenOffByASignal() throws Exception {
    long began = System.nanoTime();
    Process adding = verbs.start("toxics", "add", "seen", "latency=1", "--wait", "--no-journal");
    await().atMost(Duration.ofSeconds(40)).until(() -> !toxiproxy.proxy("seen").toxics().isEmpty());

    // Without closing its output, as Process.destroy would.
    adding.toHandle().destroy();

    Said said = verbs.said(adding, began);
    assertThat(said.exit()).isEqualTo(143);
    assertThat(said.text()).contains("is off").doesNotContain("Exception");
    assertThat(toxiproxy.proxy("seen").toxics()).isEmpty();
  }

  @Tag("thorough")
  @Test
  void oneProxyThatHangsKeepsNoOtherFromAnyVerb() throws Exception {
    hang("listed");
    verbs.toxics("add", "listed-too", "latency=1", "--no-journal");

    Said listed = verbs.toxics("list");
    Said cleared = verbs.toxics("clear", "--all", "--no-journal");

    assertThat(listed.exit()).isEqualTo(1);
    assertThat(listed.text()).contains("listed-too", "proxy listed hangs");
    assertThat(cleared.exit()).isEqualTo(14);
    assertThat(cleared.text())
        .contains("listed-too: latency=1")
        .contains("proxy listed hangs, and which toxic keeps it is not known; type: ")
        .contains("toxics clear listed --all, once the Toxiproxy at");
    assertThat(toxiproxy.proxy("listed-too").toxics()).isEmpty();
    Said onIt = verbs.toxics("add", "listed", "latency=1", "--no-journal");
    assertThat(onIt.exit()).isEqualTo(1);
    assertThat(onIt.text()).contains("proxy listed of Toxiproxy hangs");
    assertThat(verbs.toxics("sweep", "--no-journal").exit()).isEqualTo(14);
  }

  @Tag("thorough")
  @Test
  void aRemovalThatHangsClimbsTheLadderAgainAndEndsWith14() throws Exception {
    verbs.toxics("add", "listed", "latency=20", "--owner", "ci", "--no-journal");
    source.connect(toxiproxy.proxy("listed").listen());
    await().until(source::isStuck);

    Said first = verbs.toxics("clear", "listed", "--all", "--no-journal");
    Said second = verbs.toxics("clear", "shop->stock", "--no-journal");

    for (Said each : List.of(first, second)) {
      assertThat(each.exit()).isEqualTo(14);
      assertThat(each.text())
          .contains("may still be on proxy listed")
          .contains("type: ./spanline toxics clear listed --all, once the Toxiproxy at");
    }
    assertThat(second.text()).contains("disabling the proxy");
    assertThat(verbs.toxics("clear", "listed-too", "--no-journal").exit()).isZero();
  }

  @Test
  void whatAKilledStackLeftIsListedAndTakenOff() throws Exception {
    toxiproxy.add("listed", latency("spanline.me." + (Instant.now().getEpochSecond() + 60) + ".1"));
    TypedVerbs left = new TypedVerbs(root).withEdges(EDGES);
    Process dead = new ProcessBuilder("true").start();
    ProcessMark supervisor = new ProcessMark(dead.pid(), Instant.now());
    dead.waitFor();
    new RunRecord(
            RunRecord.Phase.RUNNING,
            supervisor,
            List.of(new RunRecord.Child("toxiproxy", server.mark(), List.of())),
            Map.of("SPANLINE_PORT_TOXIPROXY", Integer.toString(server.port())))
        .write(new Checkout(root, left.state()).runFile());

    Said status = left.run("status");
    Said listed = left.toxics("list");
    Said cleared = left.toxics("clear", "listed", "--no-journal");

    assertThat(status.exit()).isEqualTo(1);
    assertThat(status.text()).contains("toxiproxy", "./spanline down", "latency=");
    assertThat(listed.text()).contains("listed", "latency");
    assertThat(cleared.exit()).isZero();
    assertThat(toxiproxy.proxy("listed").toxics()).isEmpty();
    assertThat(left.toxics("add", "listed", "latency=1").text()).contains("no stack is running");
  }

  /** By a removal of somebody who keeps no notes. */
  private void hang(String proxy) throws IOException, InterruptedException {
    toxiproxy.add(proxy, latency("hangs"));
    source.connect(toxiproxy.proxy(proxy).listen());
    await().until(source::isStuck);
    assertThatThrownBy(() -> toxiproxy.remove(proxy, latency("hangs")))
        .isInstanceOf(ClientException.class);
  }

  private static Toxic latency(String name) {
    Toxic latency = Toxic.latency(Toxic.Stream.DOWNSTREAM, Duration.ofMillis(20));
    return new Toxic(name, latency.type(), latency.stream(), 1, latency.attributes());
  }
}
