package io.spanline.cli;

import io.spanline.cli.client.TopicTail;
import io.spanline.cli.view.Lines;
import io.spanline.cli.view.Screen;
import io.spanline.model.Span;
import io.spanline.otlp.Decoded;
import io.spanline.otlp.OtlpReader;
import io.spanline.settings.Port;
import io.spanline.topic.Topics;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code spanline spans}. */
@Command(
    name = "spans",
    description = "Look at spans.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "VERB",
    subcommands = SpansCommand.Tail.class)
final class SpansCommand {
  private SpansCommand() {}

  /** {@code spanline spans tail}. */
  @Command(
      name = "tail",
      description = {
        "Follow the topic otlp_spans, a line a span.",
        "",
        "Example: ./spanline spans tail --from-beginning --count 20"
      },
      mixinStandardHelpOptions = true)
  static final class Tail implements Callable<Integer> {
    @Mixin private TailOptions tail = new TailOptions();
    @Mixin private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() {
      Surroundings surroundings = Surroundings.ofThisProcess();
      Screen screen = output.screen(surroundings);
      String bootstrap = surroundings.runningStack().address(Port.KAFKA);
      new TopicTail(bootstrap, Topics.OTLP_SPANS)
          .follow(tail.start(), spans -> show(screen, OtlpReader.read(spans.value())));
      return 0;
    }

    private boolean show(Screen screen, Decoded decoded) {
      if (decoded instanceof Decoded.Spans spans) {
        for (Span span : spans.spans()) {
          screen.result(Lines.of(span));
          if (!tail.countAndWantMore()) {
            return false;
          }
        }
        return true;
      }
      screen.result("(a record that is not OTLP; see the topic dead-letters)");
      return tail.countAndWantMore();
    }
  }
}
