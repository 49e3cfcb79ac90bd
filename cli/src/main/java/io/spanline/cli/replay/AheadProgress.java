package io.spanline.cli.replay;

import io.spanline.experiments.replay.ReplayCase;
import io.spanline.experiments.replay.run.AheadListener;
import io.spanline.terminal.Screen;

/** Says what goes ahead of the requests that count. */
public class AheadProgress implements AheadListener {
  private final Screen screen;

  protected AheadProgress(Screen screen) {
    this.screen = screen;
  }

  @Override
  public void checking(ReplayCase request) {
    screen.say("  check     %s at %s".formatted(request, request.route().target()));
  }

  @Override
  public void checked(String words) {
    screen.say("            answered" + (words.isEmpty() ? "" : "; " + words));
  }

  @Override
  public void warmedUp(int requests) {
    screen.say("  warm-up   %d requests".formatted(requests));
  }
}
