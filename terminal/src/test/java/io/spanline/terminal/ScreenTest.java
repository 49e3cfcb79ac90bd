package io.spanline.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.model.Printable;
import io.spanline.topic.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScreenTest {
  private static final String HOSTILE =
      "a\u001b[31m\u0007\u009b2J\r\nfake\u202e\u2028\u200b\ud800@|red é|@";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void aMachineGetsOneObjectOnOneLineAndNothingElse() {
    speak(screen(Screen.Manner.JSON, false));

    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("{\"n\":1}\n");
    assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("beware\n");
  }

  @Test
  void quietIsTheResultAlone() {
    speak(screen(Screen.Manner.QUIET, false));

    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("the result\n");
  }

  @Test
  void whatGoesBeforeTheResultCanBeOnStandardError() {
    speak(
        Screen.ofResultAlone(
            Screen.Manner.CHATTY, new Screen.Surface(false, false, print(out), print(err))));

    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("the result\n");
    assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("on the way\nbeware\n");
  }

  @Test
  void withoutATerminalThereIsNoColourAndNoBar() {
    Screen screen = screen(Screen.Manner.CHATTY, false);
    speak(screen);
    try (Screen.Bar bar = screen.bar("task", 10, "steps")) {
      bar.step();
    }

    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("on the way\nthe result\n");
  }

  @Test
  void aTerminalHasColour() {
    speak(screen(Screen.Manner.CHATTY, true));

    assertThat(out.toString(StandardCharsets.UTF_8)).contains("\u001B[1mresult");
  }

  @Test
  void aTextKeepsToItsLineAndDoesNothing() {
    Screen screen = screen(Screen.Manner.CHATTY, true);
    screen.say(HOSTILE);
    screen.result(HOSTILE);
    screen.warn(HOSTILE);

    String shown =
        "a\\u001b[31m\\u0007\\u009b2J\\u000d\\u000afake\\u202e\\u2028\\u200b\\ud800@|red é|@\n";
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(shown + shown);
    assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo(shown);
  }

  @Test
  void jsonEscapesWhatCouldActOnATerminalAndKeepsTheData() throws IOException {
    String text = HOSTILE.replace("\ud800", "") + "\\u001b\u007f";

    screen(Screen.Manner.JSON, false).json(Map.of(text, text));

    String printed = out.toString(StandardCharsets.UTF_8);
    assertThat(printed.strip().codePoints()).allMatch(Printable::is);
    assertThat(Json.MAPPER.readTree(printed).path(text).textValue()).isEqualTo(text);
  }

  @Test
  void halfACharacterLeavesTheJsonReadable() throws IOException {
    screen(Screen.Manner.JSON, false).json(Map.of("a", HOSTILE));

    assertThat(Json.MAPPER.readTree(out.toByteArray()).path("a").textValue())
        .isEqualTo(HOSTILE.replace('\ud800', '\ufffd'));
  }

  private static void speak(Screen screen) {
    screen.say("on the way");
    screen.result(Line.of("the ").then(Line.of(Style.BOLD, "result")));
    screen.json(Map.of("n", 1));
    screen.warn("beware");
  }

  private Screen screen(Screen.Manner manner, boolean colour) {
    return new Screen(manner, new Screen.Surface(false, colour, print(out), print(err)));
  }

  private static PrintStream print(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
