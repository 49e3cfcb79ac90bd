package io.spanline.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StackExceptionTest {
  @Test
  void aTextOfOthersMakesNoLineOfItsOwn() {
    StackFailure failure = new StackFailure(List.of("it ended:", "  | a\r\nb\u2028c\u0085d"));

    assertThat(failure.lines()).containsExactly("it ended:", "  | a b c d");
    assertThat(new StackRefusal("a\nb").lines()).containsExactly("a b");
  }
}
