package io.spanline.bench.fault;

import io.spanline.settings.Settings;
import io.spanline.stack.Checkout;
import io.spanline.stack.StackListener;
import io.spanline.stack.tool.Tool;
import io.spanline.stack.tool.Tools;
import java.nio.file.Path;

/** Finds the programs of the tools; makes them first if they are missing. */
final class ToolPrograms {
  private ToolPrograms() {}

  static Path of(Checkout checkout, Tool tool) {
    try (Tools tools = new Tools(checkout.root(), Settings.ofThisProcess())) {
      return tools.find(tool, StackListener.SILENT).program();
    }
  }
}
