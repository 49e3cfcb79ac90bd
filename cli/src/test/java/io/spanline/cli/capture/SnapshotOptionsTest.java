package io.spanline.cli.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanline.topic.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

class SnapshotOptionsTest {
  @Command
  private static final class Alone {
    @Mixin private SnapshotOptions options = new SnapshotOptions();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "--last 60                       | {`last`:{`seconds`:60}}",
        "--last-traces 200 --replace     | {`last`:{`traces`:200},`replace`:true}",
        "--next 60 --label x             | {`next`:{`seconds`:60},`label`:`x`}",
        "--next-traces 2 --within 9      | {`next`:{`traces`:2},`within_seconds`:9}",
        "--last 9 --errors --capture-only| {`last`:{`seconds`:9},`where`:{`error`:true},`capture_only`:true}",
        "--last 9 --no-errors --name b   | {`last`:{`seconds`:9},`where`:{`error`:false},`baseline`:`b`}",
        "--last 9 --service s --outcome orphans --baseline b | {`last`:{`seconds`:9},`where`:{`service`:`s`,`outcome`:`orphans`},`baseline`:`b`}",
        "--last 9 --trace-id-prefix 0123456789abcdef --capture-only | {`last`:{`seconds`:9},`where`:{`trace_id_prefix`:`0123456789abcdef`},`capture_only`:true}",
        "--from 2026-01-01T00:00:00Z --to 2026-01-01T00:01:00Z | {`from`:`2026-01-01T00:00:00Z`,`to`:`2026-01-01T00:01:00Z`}"
      })
  void asksWhatWasTyped(String typed, String body) {
    Alone alone = CommandLine.populateCommand(new Alone(), typed.split(" "));

    assertThat(new String(Json.write(alone.options.body()), StandardCharsets.UTF_8))
        .isEqualTo(body.replace('`', '"'));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--replace", "--last 60 --next 60", "--last x", "--from 2026-01-01T00:00:00Z"})
  void refusesWhatIsNoWayToSayWhen(String typed) {
    assertThatThrownBy(() -> CommandLine.populateCommand(new Alone(), typed.split(" ")))
        .isInstanceOf(ParameterException.class);
  }
}
