package io.spanline.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class LatencyDigestTest {

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
}
