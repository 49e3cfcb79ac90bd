package io.spanline.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MixTest {
  @Test
  void dealsEachKindAsOftenAsItsWeightSays() {
    Map<RequestKind, Long> counts = counts(Mix.ALL_KINDS.deal(300, 1));

    assertThat(counts)
        .containsEntry(RequestKind.ORDER, 75L)
        .containsEntry(RequestKind.FAILURE_C, 12L)
        .hasSize(RequestKind.values().length);
  }

  @Test
  void threeHundredRequestsLeaveAHundredEntrySpansInEachService() {
    Map<String, Long> entries =
        Mix.ALL_KINDS.deal(300, 7).stream()
            .flatMap(kind -> kind.entrySpans().stream())
            .collect(Collectors.groupingBy(RequestKind.EntrySpan::service, Collectors.counting()));

    assertThat(entries).containsOnlyKeys("service-a", "service-b", "service-c");
    assertThat(entries.values()).allMatch(count -> count >= 100);
  }

  @Test
  void dealsTheRemainderSoThatTheCountIsMet() {
    List<RequestKind> dealt = Mix.parse("order=1,home=1,catalog=1").deal(100, 3);

    assertThat(dealt).hasSize(100);
    assertThat(counts(dealt).values()).allMatch(count -> count == 33 || count == 34);
  }

  @Test
  void dealsTheSameOrderForTheSameSeed() {
    assertThat(Mix.ALL_KINDS.deal(50, 5)).isEqualTo(Mix.ALL_KINDS.deal(50, 5));
    assertThat(Mix.ALL_KINDS.deal(50, 5)).isNotEqualTo(Mix.ALL_KINDS.deal(50, 6));
  }

  @Test
  void namesTheKindsThereAreWhenAskedForAnother() {
    assertThatThrownBy(() -> Mix.parse("refund=1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'refund'")
        .hasMessageContaining("place-order");
  }

  @Test
  void refusesWeightsThatAreNoNumbers() {
    assertThatThrownBy(() -> Mix.parse("order=-1")).hasMessageContaining("order=3,home=1");
    assertThatThrownBy(() -> Mix.parse("order=0")).hasMessageContaining("above zero");
  }

  private static Map<RequestKind, Long> counts(List<RequestKind> kinds) {
    return kinds.stream()
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }
}
