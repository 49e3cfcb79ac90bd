package io.spanline.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code spanline completion}. */
@Command(
    name = "completion",
    description = {
      "Print a script that completes verbs and options in bash; in zsh, first run 'autoload -U"
          + " bashcompinit && bashcompinit'. Works for ./spanline and for spanline on the PATH.",
      "",
      "Example: eval \"$(./spanline completion)\""
    },
    mixinStandardHelpOptions = true)
final class CompletionCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    spec.commandLine().getOut().println(AutoComplete.bash("spanline", spec.root().commandLine()));
    return 0;
  }
}
