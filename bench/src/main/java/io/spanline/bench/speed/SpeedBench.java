package io.spanline.bench.speed;

import io.spanline.bench.load.Filler.Filled;
import io.spanline.bench.load.Source;
import io.spanline.bench.speed.Choice.Heat;
import io.spanline.bench.speed.RestartRun.Restart;
import io.spanline.bench.speed.SpeedResult.Group;
import io.spanline.bench.speed.SpeedResult.Row;
import io.spanline.settings.Catalogue;
import io.spanline.stack.Checkout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** Lets one process after another take the same topic, in turns. */
public final class SpeedBench implements AutoCloseable {
  private final Checkout checkout;
  private final Path folder;
  private final Consumer<String> say;
  private @Nullable SpeedScene scene;
  private int scenes;
  private boolean closed;

  /**
   * Makes a bench; {@link #run} starts its parts.
   *
   * @param folder for logs and topics
   * @param say hears of the progress
   */
  public SpeedBench(Checkout checkout, Path folder, Consumer<String> say) {
    this.checkout = checkout;
    this.folder = folder;
    this.say = say;
  }

  /** Measures what was chosen. */
  public SpeedResult run(Choice choice) throws IOException {
    List<Group> groups = new ArrayList<>();
    for (Heat heat : choice.heats()) {
      groups.add(group(heat, choice.rounds()));
    }
    List<Steady> steady = new ArrayList<>();
    Source fast = choice.pace().of(choice.source());
    Source half = choice.pace().half().of(choice.source());
    if (choice.has(Part.MEMORY)) {
      steady.add(steady("memory", fast, choice.engine()));
    }
    if (choice.has(Part.DELAY)) {
      steady.add(steady("commit each 1 s", half, choice.engine()));
      EngineContestant often = choice.engine().with(Catalogue.COMMIT_INTERVAL.name(), "PT0.2S");
      steady.add(steady("commit each 200 ms", half, often));
    }
    Restart restart = choice.has(Part.RESTART) ? restart(fast, choice.engine()) : null;
    return new SpeedResult(groups, steady, restart);
  }

  private Steady steady(String title, Source source, EngineContestant engine) throws IOException {
    say.accept("%s: %d spans at %d/s".formatted(title, source.spans(), source.perSecond()));
    return in(
        source,
        own -> {
          own.start();
          own.keepBriefly();
          return new SteadyRun(own, engine).run(title);
        });
  }

  private Restart restart(Source source, EngineContestant engine) throws IOException {
    say.accept("kill -9 and start at %d/s".formatted(source.perSecond()));
    return in(
        source,
        own -> {
          own.start();
          own.keepBriefly();
          return new RestartRun(own, engine).run();
        });
  }

  private Group group(Heat heat, int rounds) throws IOException {
    return in(heat.source(), own -> group(heat, rounds, own));
  }

  private Group group(Heat heat, int rounds, SpeedScene own) throws IOException {
    List<Contestant> contestants = heat.contestants();
    say.accept("filling a topic: %d spans %s".formatted(heat.source().spans(), heat.label()));
    Filled sent = own.begin();
    List<List<Drain>> measured = new ArrayList<>();
    contestants.forEach(contestant -> measured.add(new ArrayList<>()));
    for (int round = 1; round <= rounds; round++) {
      for (int i = 0; i < contestants.size(); i++) {
        Contestant contestant = contestants.get(i);
        say.accept("round %d of %d: %s".formatted(round, rounds, contestant.title()));
        Drain drain = contestant.drain(own);
        say.accept("  " + drain.words());
        measured.get(i).add(drain);
      }
    }
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < contestants.size(); i++) {
      rows.add(new Row(contestants.get(i).title(), contestants.get(i).role(), measured.get(i)));
    }
    return new Group(heat.label(), heat.source(), sent, rows);
  }

  /** What happens in a scene. */
  private interface Act<T> {
    T in(SpeedScene scene) throws IOException;
  }

  private <T> T in(Source source, Act<T> act) throws IOException {
    scenes++;
    Path own = folder.resolve("scene-" + scenes);
    SpeedScene opened = open(new SpeedScene(checkout, source, own));
    try (opened) {
      return act.in(opened);
    } finally {
      delete(opened.topics());
    }
  }

  /** Tens of gigabytes; the figures do not depend on it. */
  private void delete(Path topics) {
    try {
      Utils.delete(topics.toFile());
    } catch (IOException e) {
      say.accept("%s is left: %s".formatted(topics, e.getMessage()));
    }
  }

  private synchronized SpeedScene open(SpeedScene opened) {
    if (closed) {
      throw new IllegalStateException("stopped");
    }
    scene = opened;
    return opened;
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (scene != null) {
      scene.close();
      // Whoever stops the run does not wait for the thread that began it.
      delete(scene.topics());
    }
  }
}
