package io.spanline.stack.tool;

import io.spanline.settings.Settings;
import io.spanline.stack.StackListener;
import io.spanline.stack.StackRefusal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Finds the program that a setting names; its version is the user's business. */
record SettingSource(Path root, Settings settings) implements ToolSource {
  @Override
  public @Nullable FoundTool find(Tool tool, StackListener listener) {
    String text = settings.text(tool.setting());
    if (text.isEmpty()) {
      return null;
    }
    Path program = root.resolve(settings.value(tool.setting()));
    if (!Files.isRegularFile(program)) {
      throw new StackRefusal("%s: no file %s".formatted(tool.setting().name(), program));
    }
    if (!Files.isExecutable(program)) {
      throw new StackRefusal("%s: %s is not executable".formatted(tool.setting().name(), program));
    }
    return new FoundTool(tool, program, tool.setting().name());
  }
}
