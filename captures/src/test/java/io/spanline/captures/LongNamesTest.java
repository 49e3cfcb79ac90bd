package io.spanline.captures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LongNamesTest {
  @Test
  void twoNamesThatBeginAlikeStayTwo() {
    String same = "x".repeat(1_000);

    assertThat(LongNames.shortened(same + "a")).isNotEqualTo(LongNames.shortened(same + "b"));
    assertThat(LongNames.shortened(same)).isEqualTo(same);
  }

  @Test
  void noNameIsWhatAnotherIsShortenedTo() {
    String shortened = LongNames.shortened("x".repeat(5_000));

    assertThat(shortened).hasSizeGreaterThan(1_000);
    assertThat(LongNames.shortened(shortened)).isNotEqualTo(shortened);
  }

  @Test
  void aSurrogatePairIsNotCut() {
    String shortened = LongNames.shortened("x".repeat(999) + "\ud83d\ude00" + "y".repeat(9));

    assertThat(shortened).startsWith("x".repeat(999) + "…");
  }

  @Test
  void noTwoCallsHaveOneKey() {
    List<String> names =
        List.of("a", "b", "a->b", "b->a", "->", "-", ">", "a-", ">b", "%3E", "%", "a%3Eb", "");
    Set<String> keys = new HashSet<>();
    names.forEach(caller -> names.forEach(callee -> keys.add(LongNames.edge(caller, callee))));

    assertThat(keys).hasSize(names.size() * names.size()).contains("a->b");
  }
}
