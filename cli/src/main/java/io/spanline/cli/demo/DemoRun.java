package io.spanline.cli.demo;

import io.spanline.settings.Settings;
import io.spanline.stack.Checkout;
import io.spanline.terminal.Screen;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;

/** Runs a demo from plan to exit code and leaves no process behind, however it ends. */
public final class DemoRun {
  /** The exit code of a program that Ctrl-C ended. */
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
   * @param typed when the user typed the command
   * @param build how long the build took since then
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
   * @param typed when the user typed the command
   * @param build how long the build took since then
   * @return the exit code: 0 only if the check passed
   */
  public int onRunningStack(Instant typed, Duration build) throws InterruptedException {
    Stages stages = new Stages(Clock.systemUTC(), typed, build);
    MainJob job = new MainJob(checkout.root(), settings, screen, stages);
    return job.finish(job.measure(options), options) ? 0 : 1;
  }

  /** Runs at Ctrl-C and at the end of the program, when all is closed already. */
  private void interrupted(Demo demo, CountDownLatch done) {
    if (done.getCount() > 0) {
      screen.endBars();
      screen.say("");
      screen.say("stopping");
      demo.close();
    }
  }
}
