package io.spanline.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a digest says, and the bytes that it is kept as. */
class LatencyDigestTest {
  private static final long SEED = 20_260_102;

  @Test
  void saysNothingOfNoSample() {
    LatencyDigest none = new LatencyDigest();

    assertThat(none.count()).isZero();
    assertThat(none.minNanos()).isZero();
    assertThat(none.maxNanos()).isZero();
    assertThat(none.sumNanos()).isZero();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> none.quantileNanos(0.5))
        .withMessageContaining("needs a sample");
  }

  @Test
  void takesGapsThatAreNegative() {
    LatencyDigest gaps = Samples.digest(-5, -30, -1);

    assertThat(gaps.minNanos()).isEqualTo(-30);
    assertThat(gaps.maxNanos()).isEqualTo(-1);
    assertThat(gaps.sumNanos()).isEqualTo(-36);
    assertThat(gaps.quantileNanos(0.5)).isEqualTo(-5);
  }

  @Test
  void leavesTheOneThatIsMergedAsItIs() {
    LatencyDigest other = Samples.digest(Samples.PARETO.draw(3_500, 1));
    byte[] untouched = Samples.digest(Samples.PARETO.draw(3_500, 1)).toBytes();

    Samples.digest(1, 2, 3).addAll(other);

    assertThat(other.toBytes()).isEqualTo(untouched);
  }

  @Test
  void keepsExtremes() {
    LatencyDigest digest = Samples.digest(0, Long.MAX_VALUE, Long.MAX_VALUE);

    assertThat(digest.minNanos()).isZero();
    assertThat(digest.quantileNanos(1)).isEqualTo(Long.MAX_VALUE);
    assertThat(LatencyDigest.of(digest.toBytes()).quantileNanos(1)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void staysAtTheBoundThatASumPasses() {
    assertThat(Samples.digest(Long.MAX_VALUE, 1).sumNanos()).isEqualTo(Long.MAX_VALUE);
    assertThat(Samples.digest(Long.MIN_VALUE, -1).sumNanos()).isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void addsUpToTheSameSumInAnyOrder() {
    LatencyDigest upFirst = Samples.digest(Long.MAX_VALUE, Long.MAX_VALUE, Long.MIN_VALUE, -1);
    LatencyDigest downFirst = Samples.digest(Long.MIN_VALUE, -1, Long.MAX_VALUE, Long.MAX_VALUE);

    assertThat(upFirst.sumNanos()).isEqualTo(Long.MAX_VALUE - 2);
    assertThat(downFirst.sumNanos()).isEqualTo(upFirst.sumNanos());
  }

  @Test
  void holdsExtremesOfBothSignsBeyond() {
    LatencyDigest digest = new LatencyDigest();
    for (int i = 0; i < 3_000; i++) {
      digest.add(i % 2 == 0 ? Long.MAX_VALUE : Long.MIN_VALUE);
    }

    LatencyDigest read = LatencyDigest.of(digest.toBytes());

    assertThat(read.quantileNanos(0.25)).isEqualTo(Long.MIN_VALUE);
    assertThat(read.quantileNanos(0.75)).isEqualTo(Long.MAX_VALUE);
    assertThat(read.sumNanos()).isEqualTo(-1_500);
  }

  @ParameterizedTest
  @EnumSource
  void survivesItsBytes(Samples distribution) {
    for (int n : new int[] {0, 1, 2_000, 2_001, 50_000}) {
      LatencyDigest digest = Samples.digest(distribution.draw(n, SEED));
      byte[] bytes = digest.toBytes();

      LatencyDigest read = LatencyDigest.of(bytes);

      assertThat(read.toBytes()).isEqualTo(bytes);
      assertThat(read.count()).isEqualTo(n);
      assertThat(read.exact()).isEqualTo(digest.exact());
      assertThat(read.sumNanos()).isEqualTo(digest.sumNanos());
      assertThat(read.minNanos()).isEqualTo(digest.minNanos());
      assertThat(read.maxNanos()).isEqualTo(digest.maxNanos());
      if (n > 0) {
        assertThat(read.quantileNanos(0.95)).isEqualTo(digest.quantileNanos(0.95));
      }
    }
  }

  @Test
  void goesOnAfterItWasReadAsIfItHadNotBeenWritten() {
    LatencyDigest digest = Samples.digest(Samples.LOG_NORMAL.draw(30_000, SEED));
    LatencyDigest read = LatencyDigest.of(digest.toBytes());

    for (long more : Samples.PARETO.draw(30_000, SEED)) {
      digest.add(more);
      read.add(more);
    }

    assertThat(read.toBytes()).isEqualTo(digest.toBytes());
  }

  @Test
  void writesEqualSamplesAsEqualBytesInAnyOrderWhileExact() {
    long[] samples = Samples.SIGNED_GAPS.draw(2_000, SEED);
    Random random = new Random(SEED);

    byte[] oneByOne = Samples.digest(samples).toBytes();
    byte[] merged = Samples.merged(Samples.parts(samples, 7, random)).toBytes();

    assertThat(merged).isEqualTo(oneByOne);
  }

  @Test
  void writesTheSamePartsMergedInTheSameOrderAsTheSameBytes() {
    long[] samples = Samples.LOG_NORMAL.draw(100_000, SEED);
    List<LatencyDigest> parts = Samples.parts(samples, 40, new Random(SEED));
    byte[] merged = Samples.merged(parts).toBytes();

    List<LatencyDigest> written =
        parts.stream().map(part -> LatencyDigest.of(part.toBytes())).toList();

    // Once more from those that were written meanwhile, and from those that were read.
    assertThat(Samples.merged(parts).toBytes()).isEqualTo(Samples.merged(written).toBytes());
    assertThat(Samples.merged(Samples.parts(samples, 40, new Random(SEED))).toBytes())
        .isEqualTo(merged);
  }

  @Test
  void readsWhatThisFormatHasEverWritten() throws IOException {
    byte[] golden;
    try (InputStream file = LatencyDigestTest.class.getResourceAsStream("latency-digest-2.hex")) {
      golden = file.readAllBytes();
    }
    List<LatencyDigest> read =
        new String(golden, StandardCharsets.UTF_8)
            .lines()
            .map(line -> LatencyDigest.of(HexFormat.of().parseHex(line)))
            .toList();
    LatencyDigest exact = read.get(0);
    LatencyDigest beyond = read.get(1);

    assertThat(exact.toBytes())
        .isEqualTo(Samples.digest(3, -7, Long.MAX_VALUE, 0, 0, Long.MIN_VALUE).toBytes());
    assertThat(exact.sumNanos()).isEqualTo(-5);
    assertThat(beyond.toBytes())
        .isEqualTo(Samples.digest(Samples.FEW_VALUES.draw(2_500, 1)).toBytes());
    assertThat(beyond.count()).isEqualTo(2_500);
    assertThat(beyond.minNanos()).isEqualTo(-1_000_000);
    assertThat(beyond.quantileNanos(0.5)).isEqualTo(1_000_000);
  }

  @Test
  void takesLittleMoreThanAnExactOneHoweverManyItHolds() {
    long[] samples = Samples.LOG_NORMAL.draw(1_000_000, SEED);

    int exact = Samples.digest(Arrays.copyOf(samples, 2_000)).toBytes().length;

    assertThat(Samples.digest(samples).toBytes().length).isLessThan(exact * 3 / 2);
  }

  @Test
  void refusesBytesOfSomethingElse() {
    byte[] good = Samples.digest(1, 2, 3).toBytes();

    assertRefused(new byte[0]);
    assertRefused(new byte[] {9, 9});
    assertRefused(Arrays.copyOf(good, good.length - 1));
    assertRefused(Arrays.copyOf(good, good.length + 1));
  }

  @Test
  void believesNoLengthThatItDoesNotHold() {
    HexFormat hex = HexFormat.of();

    // 2 001 samples, not exact, a sum, then two billion centroids; and 1 900 exact ones of none.
    assertRefused(hex.parseHex("02d10f0000" + "0000000000000000" + "ffffffff07"));
    assertRefused(hex.parseHex("02ec0e01"));
    // One centroid that stands for more than all, and for fewer.
    assertRefused(hex.parseHex("02d10f0000" + "0000000000000000" + "01" + "02" + "d20f"));
    assertRefused(hex.parseHex("02d10f0000" + "0000000000000000" + "01" + "02" + "d00f"));
  }

  /** However they came to be there: added, merged or read. */
  @Test
  void countsItsCentroidsAmongWhatItTakesOfTheHeap() {
    LatencyDigest digest = Samples.digest(Samples.LOG_NORMAL.draw(2_000, SEED));
    int exact = digest.heapBytes();
    digest.add(1);
    final byte[] bytes = digest.toBytes();
    int centroids = digest.heapBytes() - exact;
    LatencyDigest merged = new LatencyDigest();
    int empty = merged.heapBytes();
    merged.addAll(digest);

    assertThat(centroids).isBetween(2_000, 30_000);
    assertThat(LatencyDigest.of(bytes).heapBytes()).isEqualTo(empty + centroids);
    assertThat(merged.heapBytes()).isGreaterThan(empty + centroids / 2);
  }

  @Test
  void readsOrRefusesWhateverABrokenDiskMakesOfIt() {
    Random random = new Random(SEED);
    byte[] exact = Samples.digest(Samples.LOG_NORMAL.draw(300, SEED)).toBytes();
    byte[] beyond = Samples.digest(Samples.LOG_NORMAL.draw(3_000, SEED)).toBytes();
    int refused = 0;
    for (int turn = 0; turn < 20_000; turn++) {
      byte[] mutant = mutated(turn % 2 == 0 ? exact : beyond, random);
      try {
        LatencyDigest read = LatencyDigest.of(mutant);
        read.add(1);
        assertThat(LatencyDigest.of(read.toBytes()).count()).isEqualTo(read.count());
        read.quantileNanos(0.95);
      } catch (IllegalArgumentException e) {
        refused++;
      }
    }

    assertThat(refused).isBetween(1_000, 19_999);
  }

  private static byte[] mutated(byte[] good, Random random) {
    byte[] mutant = Arrays.copyOf(good, 1 + random.nextInt(good.length));
    if (random.nextBoolean()) {
      mutant = good.clone();
    }
    for (int flips = random.nextInt(4); flips >= 0; flips--) {
      // The lengths stand in front.
      int at = random.nextInt(random.nextBoolean() ? mutant.length : Math.min(16, mutant.length));
      mutant[at] = (byte) random.nextInt(256);
    }
    return mutant;
  }

  private static void assertRefused(byte[] bytes) {
    assertThatIllegalArgumentException().isThrownBy(() -> LatencyDigest.of(bytes));
  }
}
