package io.spanline.streams.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.statistics.StatisticsSubject;
import io.spanline.statistics.StatisticsSubject.Edge;
import io.spanline.statistics.StatisticsSubject.Operation;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NameGuardTest {
  private static final long WINDOW = 10_000;
  private static final String OVERFLOW = StatisticsSubject.OVERFLOW;
  private static final Operation ALL_OVERFLOW = new Operation(OVERFLOW, OVERFLOW);

  private final NameGuard guard = new NameGuard(new NameLimits(2, 3, 2));

  @Test
  void keepsAPlaceForAsLongAsARowIsThere() {
    admit("a", "x");
    IntStream.range(0, 5_000).forEach(i -> admit("flood" + i, "x"));
    guard.admitted(new Operation("a", "x"), WINDOW + 10_000);

    guard.forgetBefore(WINDOW + 10_000);

    assertThat(admit("a", "x").service()).isEqualTo("a");
    assertThat(admit("new", "x").service()).isEqualTo("new");
    assertThat(admit("newer", "x")).isEqualTo(ALL_OVERFLOW);
  }

  @Test
  void givesNoPlaceToWhoIsCalledLikeTheCommonName() {
    IntStream.range(0, 5).forEach(i -> admit(OVERFLOW, "x" + i));
    admit("a", OVERFLOW);
    guard.admitted(new Edge(OVERFLOW, OVERFLOW), WINDOW);

    assertThat(admit(OVERFLOW, "x")).isEqualTo(ALL_OVERFLOW);
    assertThat(admit("a", OVERFLOW)).isEqualTo(new Operation("a", OVERFLOW));
    IntStream.range(0, 3).forEach(i -> assertThat(admit("a", "y" + i).operation()).contains("y"));
    assertThat(edge("a", "b")).isEqualTo(new Edge("a", "b"));
    assertThat(edge("a", OVERFLOW)).isEqualTo(new Edge("a", OVERFLOW));
    assertThat(edge("a", "c")).isEqualTo(NameGuard.common());
  }

  @Test
  void keepsWhatIsStoredEvenBeyondTheLimits() {
    IntStream.range(0, 5).forEach(i -> guard.keep(new Edge("a", "b" + i), WINDOW));

    IntStream.range(0, 5)
        .forEach(i -> assertThat(edge("a", "b" + i)).isEqualTo(new Edge("a", "b" + i)));
    assertThat(edge("a", "c")).isEqualTo(NameGuard.common());
  }

  private Operation admit(String service, String operation) {
    return guard.admitted(new Operation(service, operation), WINDOW);
  }

  private Edge edge(String caller, String callee) {
    return guard.admitted(new Edge(caller, callee), WINDOW);
  }
}
