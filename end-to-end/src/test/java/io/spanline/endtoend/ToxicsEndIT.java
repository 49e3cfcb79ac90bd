package io.spanline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spanline.cli.doctor.Examination;
import io.spanline.cli.doctor.Finding;
import io.spanline.cli.toxics.ToxicsOn;
import io.spanline.clients.Rest;
import io.spanline.clients.Toxic;
import io.spanline.clients.Toxic.Stream;
import io.spanline.clients.Toxiproxy;
import io.spanline.clients.Toxiproxy.Proxy;
import io.spanline.experiments.toxic.Lease;
import io.spanline.experiments.toxic.LeasedToxic;
import io.spanline.harness.process.TopicReader;
import io.spanline.settings.Port;
import io.spanline.stack.Checkout;
import io.spanline.stack.plan.Component;
import io.spanline.stack.process.ProcessMark;
import io.spanline.stack.record.RunRecord;
import io.spanline.stack.record.StackProcess;
import io.spanline.stack.record.ToxiproxyRestart;
import io.spanline.topic.Topics;
import io.spanline.topic.ToxicChange;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Toxics end with their lease, whatever became of their owner, and with a new Toxiproxy. */
@Tag("stack")
class ToxicsEndIT {
  private static final String EDGE = "b-to-c";
  private static final Duration LEASE = Duration.ofSeconds(5);

  @TempDir static Path folder;
  @AutoClose private static RealStack stack;
  private static Toxiproxy toxiproxy;

  @BeforeAll
  static void start() {
    stack =
        RealStack.start(
            folder,
            Set.of(Component.KAFKA, Component.TOXIPROXY, Component.SERVICE_B, Component.SERVICE_C),
            Map.of());
    toxiproxy = new Toxiproxy(stack.address(Port.TOXIPROXY));
  }

  @Test
  void aToxicWhoseOwnerIsKilledIsGoneWithinTwoSecondsOfItsLease() throws IOException {
    Toxic foreign = Toxic.latency(Stream.UPSTREAM, Duration.ofMillis(1));
    toxiproxy.add(EDGE, foreign);

    String toxic = KilledOwner.putsOn(stack.address(Port.TOXIPROXY), EDGE, LEASE, folder);

    assertThat(toxiproxy.proxy(EDGE).has(toxic)).isTrue();
    await().atMost(LEASE.plusSeconds(2)).until(() -> !toxiproxy.proxy(EDGE).has(toxic));
    assertThat(toxiproxy.proxy(EDGE).toxics()).extracting(Toxic::name).contains(foreign.name());
    assertThat(recordedEnd(toxic)).isEqualTo(ToxicChange.By.SWEEP);
    toxiproxy.remove(EDGE, foreign);
  }

  @Tag("thorough")
  @RepeatedTest(9)
  void andSoItIsEachTime() throws IOException {
    aToxicWhoseOwnerIsKilledIsGoneWithinTwoSecondsOfItsLease();
  }

  @Test
  void whatIsOnIsListedAndTheDoctorFindsWhatNobodyWouldEnd() throws IOException {
    Lease lease = new Lease("test", Instant.now().plusSeconds(60), 1);
    Toxic ours = toxic(lease, "slicer", Map.of("average_size", 100L));
    Toxic foreign = Toxic.latency(Stream.UPSTREAM, Duration.ofMillis(1));
    toxiproxy.create(proxy("left", true, foreign, ours));
    toxiproxy.create(proxy("gone", false));
    Clock later = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(5));

    List<Map<String, Object>> on = ToxicsOn.at(stack.address(Port.TOXIPROXY)).json();

    assertThat(on)
        .anySatisfy(
            each ->
                assertThat(each)
                    .containsEntry("proxy", "left")
                    .containsEntry("type", "slicer")
                    .containsEntry("owner", "test")
                    .containsEntry("toxic", ours.name())
                    .hasEntrySatisfying(
                        "seconds_left", left -> assertThat((long) left).isBetween(40L, 60L)))
        .anySatisfy(
            each ->
                assertThat(each)
                    .containsEntry("proxy", "left")
                    .containsEntry("type", "latency")
                    .containsEntry("owner", "foreign"))
        .contains(Map.of("proxy", "gone", "type", "down", "owner", "foreign"));
    assertThat(doctor(checkout(), Map.of(), Clock.systemUTC()))
        .singleElement()
        .satisfies(found -> assertThat(found.grade()).isEqualTo(Finding.Grade.OK));
    assertThat(doctor(checkout(), Map.of(), later))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.found()).contains("slicer is still on left");
              assertThat(found.mend()).isEqualTo("./spanline toxics clear left --all");
            });
    assertThat(
            doctor(
                checkout(),
                Map.of("SPANLINE_TOXIPROXY_API", "http://" + stack.address(Port.TOXIPROXY)),
                Clock.systemUTC()))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.found()).contains("slicer is on left until " + lease.end());
              assertThat(found.mend()).isEqualTo("./spanline toxics sweep --watch");
            });
    assertThat(doctor(leftByAKilledRun(), Map.of(), Clock.systemUTC()))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.found()).contains("slicer is on left", "its stack was killed");
              assertThat(found.mend()).isEqualTo("./spanline down");
            });
    toxiproxy.remove("left", ours);
    toxiproxy.remove("left", foreign);
  }

  private static Checkout checkout() {
    return stack.stack().plan().checkout();
  }

  /** The record of the stack, as if the process that holds it were gone. */
  private static Checkout leftByAKilledRun() throws IOException {
    RunRecord record = RunRecord.read(checkout().runFile());
    Checkout other = new Checkout(checkout().root(), folder.resolve("killed"));
    new RunRecord(
            record.phase(),
            new ProcessMark(record.supervisor().pid(), Instant.EPOCH),
            record.children(),
            record.settings())
        .write(other.runFile());
    return other;
  }

  private static List<Finding> doctor(Checkout checkout, Map<String, String> more, Clock clock)
      throws IOException {
    Map<String, String> environment = new HashMap<>(stack.settings().environment());
    environment.put("PATH", System.getenv("PATH"));
    environment.putAll(more);
    return new Examination(checkout, environment, clock)
        .findings().stream().filter(found -> found.thing().equals("toxics")).toList();
  }

  @Test
  void toxiproxyIsStartedAnewWithItsProxiesWhileTheOthersStayUp() {
    String listen = toxiproxy.create(proxy("own", true)).listen();
    toxiproxy.create(proxy("off", false));
    Lease lease = new Lease("test", Instant.now().plusSeconds(60), 1);
    Toxic stuck = toxic(lease, "timeout", Map.of("timeout", 0L));
    toxiproxy.add("own", stuck);
    SortedMap<String, Proxy> before = toxiproxy.proxies();
    Map<String, Long> pids = pids();
    assertThat(answers(listen)).isFalse();
    // A look of the sweeper's later it knows of them all.
    await().pollDelay(Duration.ofSeconds(2)).until(() -> true);

    boolean done = new ToxiproxyRestart(checkout()).restart(new LeasedToxic("own", stuck, lease));

    assertThat(done).isTrue();
    SortedMap<String, Proxy> after = toxiproxy.proxies();
    assertThat(after.keySet()).isEqualTo(before.keySet());
    assertThat(after.values())
        .allSatisfy(
            proxy -> {
              Proxy was = before.get(proxy.name());
              assertThat(proxy)
                  .isEqualTo(
                      new Proxy(
                          was.name(), was.listen(), was.upstream(), was.enabled(), List.of()));
            });
    assertThat(answers(listen)).isTrue();
    assertThat(answers(stack.address(Port.PROXY_B_TO_C))).isTrue();
    Map<String, Long> now = pids();
    assertThat(now.keySet()).isEqualTo(pids.keySet());
    assertThat(now.get("toxiproxy")).isNotEqualTo(pids.get("toxiproxy"));
    assertThat(now).containsEntry("service-b", pids.get("service-b"));
    assertThat(now).containsEntry("service-c", pids.get("service-c"));
    assertThat(stack.stack().hasFailed()).isFalse();
  }

  @Test
  void aToxicThatIsOverEndsWithAToxiproxyThatHangs() throws Exception {
    String toxic =
        KilledOwner.putsOn(stack.address(Port.TOXIPROXY), EDGE, Duration.ofSeconds(3), folder);
    Map<String, Long> pids = pids();
    // A look of the sweeper's later it knows of it.
    await().pollDelay(Duration.ofMillis(1500)).until(() -> toxiproxy.proxy(EDGE).has(toxic));

    Process stop =
        new ProcessBuilder("kill", "-STOP", String.valueOf(pids.get("toxiproxy"))).start();

    assertThat(stop.waitFor()).isZero();
    await()
        .atMost(Duration.ofSeconds(40))
        .ignoreExceptions()
        .until(() -> !toxiproxy.proxy(EDGE).has(toxic));
    assertThat(answers(stack.address(Port.PROXY_B_TO_C))).isTrue();
    Map<String, Long> now = pids();
    assertThat(now.get("toxiproxy")).isNotEqualTo(pids.get("toxiproxy"));
    assertThat(now).containsEntry("service-c", pids.get("service-c"));
    assertThat(stack.stack().hasFailed()).isFalse();
    assertThat(recordedEnd(toxic)).isEqualTo(ToxicChange.By.RESTART);
  }

  /** By whom the topic says that a toxic was ended. */
  private static ToxicChange.By recordedEnd(String toxic) {
    AtomicReference<ToxicChange.By> by = new AtomicReference<>();
    await()
        .atMost(Duration.ofSeconds(40))
        .until(
            () -> {
              TopicReader.all(stack.address(Port.KAFKA), Topics.TOXICS).stream()
                  .map(record -> record.value())
                  .filter(change -> change.toxic().equals(toxic) && change.gone() != null)
                  .forEach(change -> by.set(change.by()));
              return by.get() != null;
            });
    return by.get();
  }

  private static Proxy proxy(String name, boolean enabled, Toxic... toxics) {
    return new Proxy(name, "127.0.0.1:0", stack.address(Port.SERVICE_C), enabled, List.of(toxics));
  }

  private static Toxic toxic(Lease lease, String type, Map<String, Long> attributes) {
    return new Toxic(lease.toxic(), type, Stream.DOWNSTREAM, 1, new TreeMap<>(attributes));
  }

  private static boolean answers(String address) {
    return new Rest("proxy", address, Duration.ofSeconds(1)).answers("/health");
  }

  private static Map<String, Long> pids() {
    return stack.stack().processes().stream()
        .collect(Collectors.toMap(StackProcess::name, StackProcess::pid));
  }
}
