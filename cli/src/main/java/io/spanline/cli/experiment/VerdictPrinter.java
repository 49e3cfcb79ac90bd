package io.spanline.cli.experiment;

import io.spanline.cli.view.VerdictMarkdown;
import io.spanline.experiments.experiment.file.ExperimentFiles;
import io.spanline.experiments.experiment.verdict.Verdict;
import io.spanline.terminal.Screen;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Prints verdicts.
 *
 * @param width columns of the screen
 */
record VerdictPrinter(Screen screen, int width, Format format) {
  /** How they are written. */
  enum Format {
    TEXT,
    JSON,
    MARKDOWN
  }

  void print(Verdict verdict, Path folder) throws IOException {
    if (format == Format.MARKDOWN) {
      VerdictMarkdown.lines(
              new ExperimentFiles(folder).record().name(), verdict, Folders.recompute(folder))
          .forEach(screen::result);
      return;
    }
    new VerdictView(width).lines(verdict, folder).forEach(screen::result);
    screen.json(VerdictView.json(verdict, folder));
  }
}
