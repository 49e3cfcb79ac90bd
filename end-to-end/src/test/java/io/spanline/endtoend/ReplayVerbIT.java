package io.spanline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spanline.endtoend.TypedVerbs.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs {@code replay} and {@code replays} without a stack, against real HTTP servers. */
@Tag("stack")
class ReplayVerbIT {
  private static final int CASES = 306;
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path root;
  @AutoClose private SampleShop shop;
  private TypedVerbs verbs;

  @BeforeEach
  void copyTheSample() throws IOException {
    shop = new SampleShop();
    verbs = new TypedVerbs(root);
    Path captures = Files.createDirectories(root.resolve("data/captures"));
    for (String file : List.of("capture_001.json", "capture_001.manifest.json")) {
      Files.copy(sample().resolve("captures").resolve(file), captures.resolve(file));
    }
  }

  @Test
  void sendsEachRequestOnceAndItsFileIsSound() throws Exception {
    Said dry = verbs.run("replay", "capture_001", "--dry-run", "--target", shop.url().toString());

    assertThat(dry.exit()).as(dry.text()).isZero();
    assertThat(dry.text())
        .contains(CASES + " requests in ", "GET /orders/{id}", shop.url().toString())
        .contains("54 not replayable: no body for POST /orders");
    assertThat(shop.requests()).isZero();

    Said replayed = replay("--rate", "300");

    assertThat(replayed.exit()).as(replayed.text()).isIn(0, 13);
    assertThat(replayed.text())
        .contains("lateness", "response", "service", "pairs: not looked for")
        .contains("data/replays/replay_001.json");
    assertThat(lines("replay_001")).hasSize(CASES);
    assertThat(shop.requests()).isBetween(CASES + 1, CASES + 51);
    assertThat(verbs.run("replay", "verify", "replay_001").exit()).isZero();
    assertThat(verbs.run("replays", "list").text()).contains("replay_001", "capture_001", "306");
  }

  @Test
  void suppliesTheBodiesThatTheCaptureLacks() throws Exception {
    Said replayed =
        replay(
            "--rate",
            "300",
            "--allow-side-effects",
            "--requests",
            sample().resolve("requests.yaml").toString(),
            "--json");

    assertThat(replayed.exit()).as(replayed.text()).isIn(0, 13);
    JsonNode counts = JSON.readTree(replayed.text()).path("replay").path("counts");
    assertThat(counts.path("sent").asInt()).isEqualTo(360);
    assertThat(counts.path("statuses").path("201").asInt()).isEqualTo(54);
  }

  @Test
  void aTargetThatIsDownGetsNothingAndIsNamed() throws Exception {
    shop.close();

    Said refused = replay("--rate", "300");

    assertThat(refused.exit()).isEqualTo(12);
    assertThat(refused.text())
        .contains("nothing of the plan was sent", "connection refused", shop.url().toString())
        .doesNotContain("\tat ");
    assertThat(root.resolve("data/replays/replay_001.json")).doesNotExist();
  }

  @Test
  void aTargetThatDiesHalfWayLosesNoLine() throws Exception {
    long began = System.nanoTime();
    Process replaying = start("--rate", "100");
    await().atMost(1, TimeUnit.MINUTES).until(() -> shop.requests() > 150);
    shop.close();

    Said said = verbs.said(replaying, began);

    assertThat(said.exit()).as(said.text()).isEqualTo(13);
    assertThat(said.text()).contains("no answer", "connection refused").doesNotContain("\tat ");
    assertThat(lines("replay_001")).hasSizeBetween(90, CASES);
    assertThat(verbs.run("replay", "verify", "replay_001").exit()).isZero();
  }

  @Test
  void anInterruptionKeepsWhatWasSent() throws Exception {
    long began = System.nanoTime();
    Process replaying = start("--rate", "50");
    await().atMost(1, TimeUnit.MINUTES).until(() -> shop.requests() > 100);

    // Without closing its output, as Process.destroy would.
    replaying.toHandle().destroy();

    Said said = verbs.said(replaying, began);
    assertThat(said.exit()).isEqualTo(143);
    assertThat(said.text()).contains("interrupted after", "of 306 requests", "replay_001.json");
    assertThat(lines("replay_001").size()).isBetween(20, CASES - 1);
    assertThat(verbs.run("replay", "verify", "replay_001").exit()).isZero();
  }

  @Test
  void whatAKilledReplaySentIsSetAsideAndNamed() throws Exception {
    Process replaying = start("--rate", "50");
    await().atMost(1, TimeUnit.MINUTES).until(() -> shop.requests() > 150);
    replaying.destroyForcibly().waitFor();

    Said next = replay("--rate", "300", "--limit", "5");

    assertThat(next.text()).contains("an earlier replay was killed", "strays");
    try (Stream<Path> strays = Files.list(root.resolve("data/replays/strays"))) {
      assertThat(strays).hasSize(1);
    }
  }

  @Test
  void twoAtOnceAreOneTooMany() throws Exception {
    long began = System.nanoTime();
    Process first = start("--rate", "5");
    await().atMost(1, TimeUnit.MINUTES).until(() -> shop.requests() > 0);

    Said second = replay("--rate", "100");

    assertThat(second.exit()).isEqualTo(2);
    assertThat(second.text()).contains("another replay", String.valueOf(first.pid()));
    first.toHandle().destroy();
    assertThat(verbs.said(first, began).exit()).isEqualTo(143);
  }

  @Test
  void theWordsAreCheckedBeforeAnythingIsSent() throws Exception {
    String url = shop.url().toString();

    refused("mutually exclusive", "--speed", "2", "--rate", "5");
    refused("speed must be from 0.1 to 100", "--speed", "1000");
    refused("limit must be at least 1", "--limit", "0");
    refused("--where knows service", "--where", "route=x");
    refused("must hold no credentials", "--target", "http://me:secret@" + url.substring(7));
    refused("--capture needs traces", "--capture", "after");
    refused("no-such.yaml", "--requests", "no-such.yaml");
    assertThat(verbs.run("replay", "capture_009", "--unpaired").text())
        .contains("no such capture", "has capture_001");
    assertThat(verbs.run("replay", "capture_001", "--target", url).text())
        .contains("no stack is running", "--unpaired");
    assertThat(shop.requests()).isZero();
  }

  @Test
  void aCaptureThatIsNotAsItWasWrittenIsRefused() throws Exception {
    Path capture = root.resolve("data/captures/capture_001.json");
    byte[] bytes = Files.readAllBytes(capture);
    bytes[5000] ^= 1;
    Files.write(capture, bytes);

    Said damaged = replay();
    Files.delete(root.resolve("data/captures/capture_001.manifest.json"));
    Said alone = replay();

    assertThat(List.of(damaged.exit(), alone.exit())).containsOnly(2);
    assertThat(damaged.text()).contains("line ").doesNotContain("\tat ");
    assertThat(alone.text()).contains("no manifest").doesNotContain("\tat ");
    assertThat(shop.requests()).isZero();
  }

  private void refused(String why, String... words) throws Exception {
    Said said = replay(words);

    assertThat(said.exit()).as(said.text()).isEqualTo(2);
    assertThat(said.text()).contains(why).doesNotContain("\tat ", "secret");
  }

  private Said replay(String... words) throws IOException, InterruptedException {
    long began = System.nanoTime();
    return verbs.said(start(words), began);
  }

  private Process start(String... words) throws IOException {
    Stream<String> target =
        List.of(words).contains("--target")
            ? Stream.of()
            : Stream.of("--target", shop.url().toString());
    return verbs.start(
        Stream.of(Stream.of("replay", "capture_001", "--unpaired"), target, Stream.of(words))
            .flatMap(each -> each)
            .toArray(String[]::new));
  }

  private List<String> lines(String replay) throws IOException {
    return Files.readAllLines(root.resolve("data/replays/%s.json".formatted(replay)));
  }

  private static Path sample() {
    return Path.of(System.getProperty("spanline.root")).resolve("data/sample");
  }
}
