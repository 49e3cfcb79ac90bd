package io.spanline.capture.toxics;

import static io.spanline.capture.toxics.Proxies.OURS;
import static io.spanline.capture.toxics.Proxies.mark;
import static io.spanline.capture.toxics.Proxies.off;
import static io.spanline.capture.toxics.Proxies.ours;
import static io.spanline.capture.toxics.Proxies.slow;
import static io.spanline.capture.toxics.Proxies.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.spanline.captures.TimeRange;
import io.spanline.captures.manifest.Toxics;
import io.spanline.clients.Toxic;
import io.spanline.experiments.toxic.ToxicLives;
import io.spanline.topic.ToxicChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is seen, what the topic says, and what has to be written to it for that. */
final class SeenToxicsTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final Looks looks = new Looks(Duration.ofSeconds(2));
  private final SeenToxics seen = new SeenToxics(looks);
  private final ToxicLives lives = new ToxicLives();

  @Test
  void writesWhatOthersSetAsItIsSeen() {
    seen.saw(at(0), with());
    seen.saw(at(1), with(slow("slow", 200)));
    assertThat(write(1)).containsExactly("slow on 1 foreign");
    seen.saw(at(2), with(slow("slow", 200)));
    assertThat(write(2)).isEmpty();
    seen.saw(at(3), off());
    assertThat(write(3)).containsExactly("slow gone 3 foreign", "a-to-b on 3 foreign");
    seen.saw(at(4), with());
    assertThat(write(4)).containsExactly("a-to-b gone 4 foreign");

    List<Toxics.Toxic> on = lives.during(range(0, 5));

    assertThat(on).extracting(Toxics.Toxic::type).containsExactly("latency", "down");
    assertThat(on).extracting(Toxics.Toxic::owner).containsOnly("foreign");
    assertThat(on.get(0).from()).isEqualTo(at(1));
    assertThat(on.get(0).to()).isEqualTo(at(3));
    assertThat(on.get(0).toxicity()).isEqualByComparingTo("0.5");
    assertThat(on.get(0).attributes()).containsOnlyKeys("jitter", "latency");
    assertThat(lives.during(range(4, 5))).isEmpty();
    assertThat(lives.during(range(0, 1))).isEmpty();
  }

  @Test
  void aChangedToxicIsAnother() {
    seen.saw(at(0), with(slow("slow", 200)));
    seen.saw(at(1), with(slow("slow", 300)));

    assertThat(write(1))
        .containsExactly("slow on 0 foreign", "slow gone 1 foreign", "slow on 1 foreign");
  }

  @Test
  void losesNothingWhileItCannotBeWritten() {
    seen.saw(at(0), with(slow("slow", 200)));
    seen.saw(at(1), with());
    seen.saw(at(2), with(slow("slow", 200)));
    seen.saw(at(3), with());

    assertThat(lives.with(due(3, Duration.ZERO)).during(range(0, 4))).hasSize(2);
    assertThat(write(60))
        .containsExactly(
            "slow on 0 foreign", "slow gone 1 foreign", "slow on 2 foreign", "slow gone 3 foreign");
    seen.forget(unwritten(GRACE)::isWritten);
    assertThat(seen.all()).isEmpty();
  }

  @Test
  void aNewProcessWritesNothingTwiceAndNoticesWhatWentMeanwhile() {
    seen.saw(at(0), with(slow("stays", 200), slow("goes", 300)));
    write(0);

    Looks later = new Looks(Duration.ofSeconds(2));
    SeenToxics seenLater = new SeenToxics(later);
    seenLater.saw(at(100), with(slow("stays", 200)));
    List<ToxicChange> due = new UnwrittenChanges(seenLater, later, lives, GRACE).by(at(100));

    assertThat(due).extracting(SeenToxicsTest::words).containsExactly("goes gone 100 foreign");
  }

  @Test
  void writesNothingOfOursThatItsOwnerWrites() {
    lives.add(ours(at(1), at(2), null));
    seen.saw(at(2), with(slow(OURS, 200)));
    seen.saw(at(3), with(slow(OURS, 200)));
    seen.saw(at(4), with());
    assertThat(write(4)).isEmpty();
    lives.add(ours(null, null, at(4).minusMillis(900)));
    seen.saw(at(20), with());

    assertThat(write(20)).isEmpty();
    assertThat(lives.during(range(0, 5)))
        .singleElement()
        .satisfies(
            toxic -> {
              assertThat(toxic.from()).isEqualTo(at(1));
              assertThat(toxic.to()).isEqualTo(at(4).minusMillis(900));
              assertThat(toxic.owner()).isEqualTo("somebody");
              assertThat(toxic.edge()).isEqualTo("a->b");
            });
  }

  @Test
  void writesOursOfWhichNobodyHasWrittenForAWhileAndTakesTheExactRecordLater() {
    seen.saw(at(1), with(slow(OURS, 200)));
    seen.saw(at(3), with());
    assertThat(write(3)).isEmpty();
    assertThat(lives.with(due(3, Duration.ZERO)).during(range(0, 4))).hasSize(1);
    seen.saw(at(9), with());
    assertThat(write(9)).containsExactly(OURS + " on 1 somebody", OURS + " gone 3 somebody");

    lives.add(ours(at(0), at(0), null));
    lives.add(ours(null, null, at(2)));

    assertThat(lives.during(range(0, 10)))
        .singleElement()
        .satisfies(
            toxic -> {
              assertThat(toxic.from()).isEqualTo(at(0));
              assertThat(toxic.to()).isEqualTo(at(2));
              assertThat(toxic.edge()).isEqualTo("a->b");
            });
  }

  @Test
  void noticesThatOursWentThoughNobodyWroteIt() {
    lives.add(ours(at(0), at(0), null));
    seen.saw(at(100), with());
    seen.saw(at(101), with());
    assertThat(write(101)).isEmpty();

    assertThat(write(105)).containsExactly(OURS + " gone 100 somebody");
  }

  @Test
  void aProxyThatIsDownForSpanlineIsOursAndOneSwitchedOffByOthersForeign() {
    seen.saw(at(0), with(mark()));
    assertThat(seen.all()).isEmpty();
    seen.saw(at(1), off(mark()));
    assertThat(write(1)).isEmpty();
    assertThat(write(6)).containsExactly(OURS + " on 1 somebody");
    seen.saw(at(7), off());

    assertThat(write(19)).containsExactly(OURS + " gone 7 somebody");
    assertThat(write(20)).containsExactly("a-to-b on 7 foreign");
    assertThat(lives.during(range(0, 8)))
        .extracting(Toxics.Toxic::type, Toxics.Toxic::owner)
        .containsExactly(tuple("down", "somebody"), tuple("down", "foreign"));
  }

  @Test
  void aProxyThatIsDownWhileARemovalFreesAToxicIsNotForeign() {
    lives.add(ours(at(0), at(0), null));
    seen.saw(at(1), with(slow(OURS, 200)));
    looks.failed("the removal hangs");
    seen.saw(at(5), off());
    assertThat(write(5)).isEmpty();
    seen.saw(at(7), with());
    lives.add(ours(null, null, at(6)));

    assertThat(write(60)).isEmpty();
    assertThat(lives.with(due(7, Duration.ZERO)).during(range(0, 8)))
        .extracting(Toxics.Toxic::type)
        .containsExactly("latency");
    seen.forget(unwritten(GRACE)::isWritten);
    assertThat(seen.all()).isEmpty();
  }

  @Test
  void aProxyThatStaysDownAfterARemovalIsForeign() {
    seen.saw(at(0), with(slow(OURS, 200)));
    seen.saw(at(1), off());
    assertThat(write(12)).containsExactly(OURS + " on 0 somebody", OURS + " gone 1 somebody");
    seen.saw(at(15), off());
    assertThat(write(15)).containsExactly("a-to-b on 1 foreign");
    seen.saw(at(16), with());

    assertThat(write(16)).containsExactly("a-to-b gone 16 foreign");
  }

  @Test
  void aNameOfOursThatIsUsedTwiceWithinASecondIsTwoToxics() {
    lives.add(ours(at(0), at(0), null));
    lives.add(ours(null, null, at(0).plusMillis(200)));
    lives.add(ours(at(0).plusMillis(300), at(0).plusMillis(310), null));
    seen.saw(at(1), with(slow(OURS, 200)));
    seen.saw(at(9), with(slow(OURS, 200)));
    assertThat(write(9)).isEmpty();
    lives.add(ours(null, null, at(9).plusMillis(100)));

    assertThat(lives.during(range(0, 1))).hasSize(2);
    assertThat(lives.during(range(8, 9))).hasSize(1);
  }

  /** Owners whose clocks and letters are late, or who do not write at all. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whateverHappensNothingIsWrittenTwice(long seed) {
    Random random = new Random(seed);
    List<String> written = new ArrayList<>();
    for (int second = 0; second < 600; second++) {
      Toxic[] on =
          Stream.of(OURS, "x", "y")
              .filter(name -> random.nextInt(4) > 0)
              .map(name -> slow(name, 1))
              .toArray(Toxic[]::new);
      seen.saw(at(second), random.nextInt(5) > 0 ? with(on) : off(on));
      Instant about = at(second).minusMillis(random.nextInt(3_000));
      if (random.nextInt(6) == 0) {
        lives.add(ours(about, about, null));
      } else if (random.nextInt(6) == 0) {
        lives.add(ours(null, null, about));
      }
      if (random.nextInt(3) > 0) {
        written.addAll(write(second));
        assertThat(due(second, GRACE)).as("second %d", second).isEmpty();
        seen.forget(unwritten(GRACE)::isWritten);
      }
    }

    assertThat(written).filteredOn(words -> words.endsWith("foreign")).doesNotHaveDuplicates();
  }

  @Test
  void whatIsOnIsRememberedForAnyTimeAndWhatIsOverForADay() {
    seen.saw(at(0), with(slow("stays", 200), slow("goes", 300)));
    seen.saw(at(1), with(slow("stays", 200)));
    write(1);
    long later = Duration.ofDays(3).toSeconds();

    assertThat(lives.forget(at(later))).isNull();

    assertThat(lives.during(range(0, later)))
        .extracting(Toxics.Toxic::name)
        .containsExactly("stays");
  }

  /** Writes what is due. */
  private List<String> write(long now) {
    List<ToxicChange> due = due(now, GRACE);
    due.forEach(lives::add);
    return due.stream().map(SeenToxicsTest::words).toList();
  }

  private List<ToxicChange> due(long now, Duration grace) {
    return unwritten(grace).by(at(now));
  }

  private UnwrittenChanges unwritten(Duration grace) {
    return new UnwrittenChanges(seen, looks, lives, grace);
  }

  private static String words(ToxicChange change) {
    return "%s %s %d %s"
        .formatted(
            change.toxic(),
            change.gone() == null ? "on" : "gone",
            Duration.between(START, change.at()).toSeconds(),
            change.owner());
  }

  static TimeRange range(long from, long to) {
    return new TimeRange(at(from), at(to));
  }

  static Instant at(long second) {
    return START.plusSeconds(second);
  }
}
