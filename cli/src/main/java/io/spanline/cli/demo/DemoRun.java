package io.spanline.cli.demo;

import io.spanline.settings.Settings;
import io.spanline.stack.Checkout;
import io.spanline.terminal.Screen;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;

/** One demo from plan to exit code, which leaves no process behind however it ends. */
public final class DemoRun {
  /** What a shell says of a program that Ctrl-C ended. */
  private static final int INTERRUPTED = 130;

  private final Checkout checkout;
  private final Settings settings;
  private final DemoOptions options;
  private final Screen screen;

  public DemoRun(Checkout checkout, Settings settings, DemoOptions options, Screen screen) {
    this.checkout = checkout;
    this.settings = settings;
    this.options = options;
    this.screen = screen;
  }

  /**
   * Runs it.
   *
   * @param typed when the command was typed
   * @param build what building took since then
   * @return the exit code: 0 only if the check passed
   */
  public int run(Instant typed, Duration build) throws Exception {
    Demo demo =
        new Demo(checkout, settings, options, screen, new Stages(Clock.systemUTC(), typed, build));
    CountDownLatch done = new CountDownLatch(1);
    Thread hook = new Thread(() -> interrupted(demo, done), "demo-stop");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      boolean passed = demo.run();
      if (!options.once()) {
        demo.stayUp();
      }
      return passed ? 0 : 1;
    } catch (InterruptedException | RuntimeException e) {
      if (demo.isClosing()) {
        return INTERRUPTED;
      }
      throw demo.reasonFor(e);
    } finally {
      demo.close();
      done.countDown();
    }
  }

  /**
   * Does the main job on a stack that runs already.
   *
   * @param typed when the command was typed
   * @param build what building took since then
   * @return the exit code: 0 only if the check passed
   */
  public int onRunningStack(Instant typed, Duration build) throws InterruptedException {
    Stages stages = new Stages(Clock.systemUTC(), typed, build);
    MainJob job = new MainJob(checkout.root(), settings, screen, stages);
    return job.finish(job.measure(options), options) ? 0 : 1;
  }

  /** Ctrl-C, or the end of the program: in the latter case all is closed already. */
  private void interrupted(Demo demo, CountDownLatch done) {
    if (done.getCount() > 0) {
      screen.endBars();
      screen.say("");
      screen.say("stopping");
      demo.close();
    }
  }
}
