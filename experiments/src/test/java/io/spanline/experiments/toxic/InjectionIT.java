package io.spanline.experiments.toxic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanline.clients.ClientException;
import io.spanline.clients.Toxic.Stream;
import io.spanline.clients.Toxiproxy;
import io.spanline.topic.ToxicChange;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Additions to a Toxiproxy that fails in the ways the real one does by chance only. */
class InjectionIT {
  private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
  private static final String FIRST = "spanline.me.1795953660.1";
  private static final String SECOND = "spanline.me.1795953660.2";

  @TempDir Path folder;
  @AutoClose private HangingToxiproxy server;
  private Toxiproxy toxiproxy;
  private final List<String> steps = new ArrayList<>();
  private final List<ToxicChange> written = new ArrayList<>();

  @BeforeEach
  void start() throws IOException {
    server = new HangingToxiproxy("b-to-c", "a-to-b");
    toxiproxy = new Toxiproxy(server.address());
  }

  @Test
  void anAdditionIsOnePostAndItsReadBack() {
    LeasedToxic added = add("latency=200 jitter=20");

    assertThat(added.toxic().name()).isEqualTo(FIRST);
    assertThat(toxiproxy.proxy("b-to-c").toxics()).containsExactly(added.toxic());
    assertThat(server.requests().stream().filter(request -> request.startsWith("POST")))
        .containsExactly("POST /proxies/b-to-c/toxics");
    assertThat(written)
        .singleElement()
        .satisfies(change -> assertThat(change.toxic()).isEqualTo(FIRST));
  }

  @Test
  void anAdditionThatAnswers500AfterHavingWorkedHasWorkedAndIsNotRepeated() {
    server.next(
        "POST",
        (exchange, work) -> {
          work.run();
          HangingToxiproxy.send(exchange, 500, "{\"error\":\"boom\"}");
        });

    LeasedToxic added = add("latency=200");

    assertThat(server.toxicsOn("b-to-c")).containsExactly(added.toxic().name());
  }

  @Test
  void anAdditionThatIsRefusedLeavesNothingBehind() {
    server.next(
        "POST", (exchange, work) -> HangingToxiproxy.send(exchange, 500, "{\"error\":\"boom\"}"));

    assertThatThrownBy(() -> add("latency=200"))
        .isInstanceOf(ClientException.class)
        .hasMessage("Toxiproxy: boom");

    assertThat(server.toxicsOn("b-to-c")).isEmpty();
    assertThat(written).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void anAdditionThatWorksLongAfterItsAnswerWasAwaitedIsTakenOffAgain() {
    server.next("POST", (exchange, work) -> server.later("b-to-c", work));

    assertThatThrownBy(() -> add("latency=200"))
        .isInstanceOf(ClientException.class)
        .hasMessageContaining("does not answer");

    assertThat(server.requests()).contains("DELETE /proxies/b-to-c/toxics/" + FIRST);
    assertThat(server.toxicsOn("b-to-c")).isEmpty();
    assertThat(server.isEnabled("b-to-c")).isTrue();
  }

  @Test
  void garbageInAnswerToAnAdditionThatWorkedIsLookedBehind() {
    server.next(
        "POST",
        (exchange, work) -> {
          work.run();
          HangingToxiproxy.send(exchange, 200, "<html>");
        });

    add("latency=200");

    assertThat(server.toxicsOn("b-to-c")).containsExactly(FIRST);
  }

  @Test
  void aNameThatIsTakenByAnotherToxicIsNotTakenOver() {
    server.put("b-to-c", FIRST);

    LeasedToxic added = add("latency=200");

    assertThat(added.toxic().name()).isEqualTo(SECOND);
    assertThat(server.toxicsOn("b-to-c")).containsExactly(FIRST, SECOND);
  }

  @Test
  void aNameThatIsTakenInTheMomentOfTheAdditionIsNotTakenOver() {
    server.next(
        "POST",
        (exchange, work) -> {
          server.put("b-to-c", FIRST);
          HangingToxiproxy.send(exchange, 409, "{\"error\":\"toxic already exists\"}");
        });

    LeasedToxic added = add("latency=200");

    assertThat(added.toxic().name()).isEqualTo(SECOND);
    assertThat(server.toxicsOn("b-to-c")).containsExactly(FIRST, SECOND);
  }

  @Test
  void anEqualOneThatIsThereAlreadyWillDo() {
    server.next(
        "POST",
        (exchange, work) -> {
          work.run();
          HangingToxiproxy.send(exchange, 409, "{\"error\":\"toxic already exists\"}");
        });

    assertThat(add("latency=200").toxic().name()).isEqualTo(FIRST);
  }

  @Test
  void ownersAtTheSameMomentDoNotHurtEachOther() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Callable<LeasedToxic>> additions = new ArrayList<>();
    for (int each = 1; each <= 16; each++) {
      int latency = each;
      additions.add(() -> add("latency=" + latency));
    }

    Set<String> names =
        threads.invokeAll(additions).stream()
            .map(
                done -> {
                  try {
                    return done.get().toxic().name();
                  } catch (Exception e) {
                    throw new AssertionError(e);
                  }
                })
            .collect(Collectors.toSet());
    threads.shutdownNow();

    assertThat(names).hasSize(16);
    assertThat(server.toxicsOn("b-to-c")).containsExactlyInAnyOrderElementsOf(names);
  }

  @Test
  void aToxiproxyThatIsNotThereIsSaid() {
    server.close();

    assertThatThrownBy(() -> add("latency=200"))
        .isInstanceOf(ClientException.class)
        .hasMessageContaining("Toxiproxy does not answer");
  }

  @Test
  void aToxiproxyThatDiesMeanwhileMayHoldTheToxic() {
    server.next("POST", (exchange, work) -> server.close());

    assertThatThrownBy(() -> add("latency=200"))
        .isInstanceOf(NotRemovedException.class)
        .hasMessageContaining("toxic %s may still be on proxy b-to-c".formatted(FIRST));
  }

  @Test
  void nothingIsPutOnAProxyThatIsDown() {
    LeasedToxic down = add("down");

    assertThatThrownBy(() -> add("latency=200"))
        .isInstanceOf(ClientException.class)
        .hasMessage(
            "proxy b-to-c is down, nothing goes through it: owner me has it down until"
                + " 2026-11-29T12:01:00Z (%s)".formatted(FIRST));

    assertThat(server.toxicsOn("b-to-c")).containsExactly(down.toxic().name());
  }

  @ParameterizedTest
  @ValueSource(strings = {"foreign", "a.b", ""})
  void anOwnerThatANameCannotCarryIsRefusedAtOnce(String owner) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Injection.Order("b-to-c", null, owner, Duration.ofSeconds(60)))
        .withMessageContaining("owner")
        .withMessageContaining("'%s'".formatted(owner));
  }

  @Test
  void nothingIsPutOnWithoutAJournal() {
    Journal absent =
        new Journal() {
          @Override
          public void mustBeReady() {
            throw ClientException.unusable("Kafka is away");
          }

          @Override
          public void write(ToxicChange change) {}

          @Override
          public void close() {}
        };

    assertThatThrownBy(() -> injection(absent).add(order(), fault("latency=200")))
        .hasMessage("Kafka is away");

    assertThat(server.requests()).isEmpty();
  }

  private LeasedToxic add(String words) {
    return injection(new KeptJournal(written)).add(order(), fault(words));
  }

  private static Injection.Order order() {
    return new Injection.Order("b-to-c", null, "me", Duration.ofSeconds(60));
  }

  private static Fault fault(String words) {
    return Fault.of(List.of(words.split(" ")), Stream.DOWNSTREAM, 1);
  }

  private Injection injection(Journal journal) {
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    Rescue rescue = new Rescue(Restart.NONE, folder, "clear it", "restart it", steps::add);
    return new Injection(toxiproxy, journal, new Removal(toxiproxy, rescue, journal, clock), clock);
  }
}
