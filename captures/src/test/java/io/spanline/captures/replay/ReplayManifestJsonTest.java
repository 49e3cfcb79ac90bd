package io.spanline.captures.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanline.captures.GoldenFiles;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplayManifestJsonTest {
  @Test
  void writesTheGoldenFile() {
    assertThat(new String(ReplayManifestJson.write(Replays.full()), StandardCharsets.UTF_8))
        .isEqualTo(GoldenFiles.text("replay-manifest-1.json"));
  }

  @Test
  void readsWhatItWrites() {
    assertThat(ReplayManifestJson.read(GoldenFiles.bytes("replay-manifest-1.json")))
        .isEqualTo(Replays.full());
    assertThat(ReplayManifestJson.read(ReplayManifestJson.write(Replays.least())))
        .isEqualTo(Replays.least());
  }

  @ParameterizedTest
  @CsvSource({
    "replay-manifest/1, replay-manifest/2, 'schema must be ''spanline.replay-manifest/1'''",
    "stopped, halted, 'result.word'",
    "0123456789abcdef, 0123456789ABCDEF, 'trace_id_prefix must be 16 hex digits'",
    "'\"repeat\": 1', '\"repeat\": 2', 'was changed after it was written'",
    "'\"found\": 285', '\"found\": \"285\"', 'pairs.found must be a whole number'"
  })
  void refusesWhatIsNotAsItMustBe(String part, String instead, String problem) {
    String text = GoldenFiles.text("replay-manifest-1.json");
    assertThat(text).contains(part);

    assertThatThrownBy(
            () ->
                ReplayManifestJson.read(
                    text.replace(part, instead).getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(problem);
  }
}
