package io.spanline.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SamplingTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ot=th:e666",
        "ot=th:8",
        "ot=th:00000000000001",
        "ot=rv:0123456789abcd;th:c",
        "vendor=th:0, ot=th:e666;x:y ,other=1",
        "ot=p:1",
        "ot=p:8;r:62",
        "ot=p:63",
      })
  void aSamplerThatKeptLessThanAllSaysSo(String traceState) {
    assertThat(isSampled(traceState)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ot=",
        "ot=th:0",
        "ot=th:000",
        "ot=p:0;r:5",
        "ot=rv:0123456789abcd",
        "vendor=th:8",
        "tenant@ot=th:8",
        "ot=th:",
        "ot=th:E666",
        "ot=th:0x8",
        "ot=th:000000000000001",
        "ot=th:8 0",
        "ot=p:64",
        "ot=p:08",
        "ot=p:-1",
        "ot=th:0,ot=th:8",
        ";;,,=:",
      })
  void whoeverKeptAllOrIsNotUnderstoodSaysNothing(String traceState) {
    assertThat(isSampled(traceState)).isFalse();
  }

  private static boolean isSampled(String traceState) {
    return Spans.entry("a").edited(span -> span.setTraceState(traceState)).span().isSampled();
  }
}
