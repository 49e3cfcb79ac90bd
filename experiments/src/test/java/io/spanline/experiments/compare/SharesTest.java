package io.spanline.experiments.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.experiments.compare.Shares.Share;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SharesTest {
  private static final List<Share> NONE = shares(0, 0, 0, 0);

  @Test
  void aShareThatRoseInEachRoundIsMore() {
    assertThat(Shares.isMore(NONE, shares(12, 15, 14, 13))).isTrue();
    assertThat(Shares.isMore(shares(12, 15, 14, 13), NONE)).isFalse();
  }

  @Test
  void aFewMayBeChance() {
    assertThat(Shares.isMore(NONE, shares(1, 0, 1, 0))).isFalse();
    assertThat(Shares.isMore(shares(12, 15, 14, 13), shares(13, 14, 15, 13))).isFalse();
  }

  /** One burst is one finding, however many calls it hits. */
  @Test
  void aBurstInOneRoundIsNoRise() {
    assertThat(Shares.isMore(NONE, shares(54, 0, 0, 0))).isFalse();
  }

  @Test
  void nothingOnASideShowsNothing() {
    assertThat(Shares.isMore(List.of(new Share(0, 0)), shares(12, 15, 14, 13))).isFalse();
    assertThat(Shares.isMore(NONE, List.of())).isFalse();
  }

  private static List<Share> shares(long... parts) {
    return Arrays.stream(parts).mapToObj(part -> new Share(60, part)).toList();
  }
}
