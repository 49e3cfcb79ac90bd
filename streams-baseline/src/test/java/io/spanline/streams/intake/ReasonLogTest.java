package io.spanline.streams.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReasonLogTest {
  @Test
  void leavesAShortDetailAsItIs() {
    assertThat(ReasonLog.printable("resourceSpans must be an array"))
        .isEqualTo("resourceSpans must be an array");
  }

  @Test
  void bindsWhatASenderWroteToOneShortLine() {
    assertThat(ReasonLog.printable("a\r\nERROR forged")).isEqualTo("a??ERROR forged");
    assertThat(ReasonLog.printable("x\u009b\u202e\ud800\u007f~")).isEqualTo("x????~");
    assertThat(ReasonLog.printable("x".repeat(10_000))).isEqualTo("x".repeat(300) + "...");
  }
}
