package io.spanline.cli;

import io.spanline.settings.Catalogue;
import io.spanline.settings.Setting;
import io.spanline.settings.Settings;
import io.spanline.terminal.Line;
import io.spanline.terminal.OutputOptions;
import io.spanline.terminal.Screen;
import io.spanline.terminal.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code spanline settings}. */
@Command(
    name = "settings",
    description = {
      "List every setting: name, default, value, source and meaning.",
      "A setting is an environment variable; durations are ISO-8601, such as PT2S.",
      "",
      "Example: SPANLINE_TRACE_GAP=PT5S ./spanline up"
    },
    mixinStandardHelpOptions = true)
final class SettingsCommand implements Callable<Integer> {
  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() {
    Screen screen = output.screen();
    Settings settings = Settings.ofThisProcess();
    Table table = new Table("name", "default", "value", "source");
    List<Map<String, String>> list = new ArrayList<>();
    for (Setting<?> setting : Catalogue.all()) {
      String source = settings.isSet(setting) ? "environment" : "default";
      table.row(
          setting.name(), shown(setting.defaultText()), shown(settings.text(setting)), source);
      Map<String, String> entry = new LinkedHashMap<>();
      entry.put("name", setting.name());
      entry.put("default", setting.defaultText());
      entry.put("value", settings.text(setting));
      entry.put("source", source);
      entry.put("meaning", setting.meaning());
      list.add(entry);
    }
    List<Line> lines = table.lines();
    screen.result(lines.get(0));
    for (int i = 0; i < list.size(); i++) {
      screen.result(lines.get(i + 1));
      screen.result("    " + Catalogue.all().get(i).meaning());
    }
    screen.json(list);
    return 0;
  }

  private static String shown(String text) {
    return text.isEmpty() ? "-" : text;
  }
}
