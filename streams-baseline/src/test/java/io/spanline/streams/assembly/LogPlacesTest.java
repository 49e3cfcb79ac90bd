package io.spanline.streams.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanline.model.Spans;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogPlacesTest {
  private static final AssemblyRules RULES = Rules.mostSpans(10);

  private final OpenTrace trace =
      new OpenTraces(
              new OpenTraceRows(Stores.inMemoryKeyValueStore("open").get(), RULES),
              RULES,
              Rules.NO_BOUNDS)
          .open(Spans.traceId("any"), null);
  private final LogPlaces places = new LogPlaces();
  private final List<LogPlace> expected = new ArrayList<>();

  /** It grows and shrinks, some leave from the middle, and the ring comes round many times. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void theFirstIsTheOldestThatIsLeft(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 40_000; i++) {
      boolean isFilling = i / 2_000 % 2 == 0;
      if (expected.isEmpty() || random.nextInt(10) < (isFilling ? 6 : 3)) {
        add();
      } else {
        remove(random.nextInt(3) > 0 ? 0 : random.nextInt(expected.size()));
      }
      assertThat(places.first()).isSameAs(expected.isEmpty() ? null : expected.get(0));
    }
  }

  @Test
  void oneThatStaysDoesNotKeepThePlacesOfThousandsThatGo() {
    add();
    for (int i = 0; i < 10_000; i++) {
      add();
      remove(1);

      assertThat(places.first()).isSameAs(expected.get(0));
      assertThat(expected.get(0).index).isLessThan(64);
    }
  }

  /** Else another's place would be lost, and with it what a restart reads again. */
  @Test
  void onlyWhatIsThereCanLeave() {
    add();
    LogPlace gone = expected.get(0);
    remove(0);

    assertThatThrownBy(() -> places.remove(gone)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> places.remove(new LogPlace(trace)))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  private void add() {
    LogPlace place = new LogPlace(trace);
    places.add(place);
    expected.add(place);
  }

  private void remove(int number) {
    places.remove(expected.remove(number));
  }
}
