package io.spanline.captures.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanline.captures.GoldenFiles;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplayLineJsonTest {
  private static final String GOLDEN = GoldenFiles.text("replay-line-1.json");

  @Test
  void writesTheGoldenFile() {
    StringBuilder text = new StringBuilder();
    for (int n : new int[] {1, 2, 10, 20, 100}) {
      text.append(new String(ReplayLineJson.write(Replays.paired(n)), StandardCharsets.UTF_8));
      text.append('\n');
    }

    assertThat(text).hasToString(GOLDEN);
  }

  @Test
  void readsEveryLineThatItWrites() {
    for (int n = 1; n <= 1_000; n++) {
      ReplayLine line = Replays.paired(n);
      assertThat(ReplayLineJson.read(ReplayLineJson.write(line))).isEqualTo(line);
    }
  }

  @Test
  void ignoresAFieldThatItDoesNotKnow() {
    String more = first().replaceFirst("\\{", "{\"later\":{\"a\":[1]},\"other\":null,");

    assertThat(read(more)).isEqualTo(Replays.paired(1));
  }

  @ParameterizedTest
  @CsvSource({
    "'\"case\":1,', '', 'case is missing'",
    "'\"case\":1,', '\"case\":0,', 'case must be at least 1, was 0'",
    "'\"case\":1,', '\"case\":\"1\",', 'case is missing or no whole number'",
    "'\"traceId\":\"0', '\"traceId\":\"', 'trace id must have 32 hex digits'",
    "'Nano\":\"1', 'Nano\":\"x', 'intendedUnixNano must be a text of digits'",
    "'\"found\"', '\"lost\"', 'pair must be one of found, incomplete, not recorded'",
    "'}', '}{}', 'line has something behind its JSON object'",
    "'{', '[{', 'line is no JSON object'",
    "'{', '', 'line is no JSON'",
    "'\"case\":1,', '\"case\":1,\"case\":1,', 'line is no JSON: Duplicate field'"
  })
  void saysWhatIsWrongWithALine(String part, String instead, String problem) {
    assertThat(first()).contains(part);

    assertThatThrownBy(() -> read(first().replace(part, instead)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(problem);
  }

  private static String first() {
    return GOLDEN.lines().findFirst().orElseThrow();
  }

  private static ReplayLine read(String text) {
    return ReplayLineJson.read(text.getBytes(StandardCharsets.UTF_8));
  }
}
