package io.spanline.captures.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.captures.manifest.Manifest;
import io.spanline.captures.manifest.Manifests;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReplayedTracesTest {
  private static final Map<String, ?> PREFIX = Map.of("trace_id_prefix", "0123456789abcdef");

  @Test
  void aBaselineOfAllTrafficSaysHowManyOfItsTracesWereReplayed() {
    Manifest mixed = replayed(Map.of("replay_001", 214L));

    assertThat(warnings(mixed))
        .containsExactly(
            "capture_001.json holds replayed traffic: 214 of 300 traces were replayed (replay_001)");
    assertThat(CaptureWarnings.ofConditions(mixed)).isEqualTo(warnings(mixed));
  }

  @Test
  void namesTheFirstReplaysOfMany() {
    Manifest mixed =
        replayed(
            Map.of("replay_001", 2L, "replay_002", 1L, "0123456789abcdef", 7L, "replay_010", 1L));

    assertThat(warnings(mixed))
        .containsExactly(
            "capture_001.json holds replayed traffic: 11 of 300 traces were replayed"
                + " (0123456789abcdef, replay_001, replay_002 and 1 more)");
  }

  @Test
  void aBaselineOfExactlyAReplaySaysWhichInstead() {
    Manifest known =
        Manifests.edited(
            replayed(Map.of("replay_001", 300L)),
            Map.of("selection", Map.of("where", PREFIX, "replay", "replay_001")));
    Manifest unknown =
        Manifests.edited(Manifests.ofMinute(1), Map.of("selection", Map.of("where", PREFIX)));

    assertThat(warnings(known))
        .containsExactly(
            "capture_001.json holds only traces whose ids begin with 0123456789abcdef, which"
                + " replay_001 made: its figures are not those of all traffic");
    assertThat(warnings(unknown))
        .containsExactly(
            "capture_001.json holds only traces whose ids begin with 0123456789abcdef: its figures"
                + " are not those of all traffic");
    assertThat(CaptureWarnings.ofConditions(known)).isEmpty();
  }

  private static Manifest replayed(Map<String, Long> traces) {
    SortedMap<String, Long> none = new TreeMap<>();
    Manifest.Counts counts =
        new Manifest.Counts(
            300, 0, 900, 0, 0, 0, 0, 0, null, none, new TreeMap<>(traces), none, new TreeMap<>());
    return Manifests.edited(Manifests.ofMinute(1), Map.of("counts", counts));
  }

  private static List<String> warnings(Manifest manifest) {
    return CaptureWarnings.of(manifest);
  }
}
