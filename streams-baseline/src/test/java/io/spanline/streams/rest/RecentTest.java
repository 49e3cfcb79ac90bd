package io.spanline.streams.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RecentTest {
  private long nanos = Long.MAX_VALUE - 5;
  private int made;
  private final Recent<Integer> recent = new Recent<>(this::make, () -> nanos);

  private int make() {
    if (made < 0) {
      throw new NotReadyException("for the test");
    }
    return ++made;
  }

  @Test
  void isMadeAnewOnceASecondHasPassed() {
    assertThat(recent.get()).isEqualTo(1);

    nanos += 999_999_999;
    assertThat(recent.get()).isEqualTo(1);

    nanos += 1;
    assertThat(recent.get()).isEqualTo(2);
  }

  @Test
  void aFailureIsNotKept() {
    made = -1;
    assertThatThrownBy(recent::get).isInstanceOf(NotReadyException.class);

    made = 0;
    assertThat(recent.get()).isEqualTo(1);
  }
}
