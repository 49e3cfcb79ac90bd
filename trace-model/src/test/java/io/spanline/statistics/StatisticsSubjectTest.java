package io.spanline.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanline.statistics.StatisticsSubject.Edge;
import io.spanline.statistics.StatisticsSubject.Operation;
import io.spanline.statistics.StatisticsSubject.Service;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StatisticsSubjectTest {
  // Names made of all that separates names.
  private static final List<String> NAMES =
      List.of("a", "b", "a/b", "a->b", "/", "->", ">", "-", "a-", "%2F", "%", "a@b", "", "é€😀");

  @Test
  void readsForPeople() {
    assertThat(new Service("service-a").key()).isEqualTo("service-a");
    assertThat(new Operation("service-a", "GET /a/{id}").key()).isEqualTo("service-a/GET /a/{id}");
    assertThat(new Edge("service-a", "service-b").key()).isEqualTo("service-a->service-b");
  }

  @Test
  void hasAKeyOfItsOwnWhateverTheNamesAre() {
    Set<String> keys = new HashSet<>();
    subjects().forEach(subject -> assertThat(keys.add(subject.key())).as("%s", subject).isTrue());
  }

  @Test
  void comesBackFromBytes() {
    assertThat(subjects())
        .allSatisfy(
            subject -> assertThat(StatisticsSubject.of(subject.toBytes())).isEqualTo(subject));
  }

  @Test
  void refusesBytesOfSomethingElse() {
    assertThatThrownBy(() -> StatisticsSubject.of(new byte[] {'x', 0, 'a'}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not a subject of statistics: 2 names");
  }

  private static List<StatisticsSubject> subjects() {
    List<StatisticsSubject> subjects = new ArrayList<>();
    for (String one : NAMES) {
      subjects.add(new Service(one));
      for (String other : NAMES) {
        subjects.add(new Operation(one, other));
        subjects.add(new Edge(one, other));
      }
    }
    return subjects;
  }
}
