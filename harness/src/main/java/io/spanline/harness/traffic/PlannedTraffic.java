package io.spanline.harness.traffic;

import io.spanline.harness.process.Waiting;
import io.spanline.harness.traffic.TracePlan.Sending;
import io.spanline.model.Span;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A plan's traces on their way to a sink, chapter after chapter, by a thread of its own. */
public final class PlannedTraffic implements AutoCloseable {
  private static final Duration LONGEST_END = Duration.ofSeconds(90);
  private static final Duration FOREVER = Duration.ofSeconds(Long.MAX_VALUE);

  private final TracePlan plan;
  private final SpanSink sink;
  private final int speed;
  private final Thread thread = new Thread(this::run, "traffic");
  private final AtomicReference<@Nullable RuntimeException> problem = new AtomicReference<>();
  private volatile boolean enough;
  private volatile int atLeast;
  private volatile int chapters;
  private long began;

  /**
   * Makes traffic; {@link #start} begins it.
   *
   * @param speed how many times faster than the spans say they are sent
   */
  public PlannedTraffic(TracePlan plan, SpanSink sink, int speed) {
    this.plan = plan;
    this.sink = sink;
    this.speed = speed;
    thread.setDaemon(true);
  }

  /** Begins. */
  public PlannedTraffic start() {
    thread.start();
    return this;
  }

  public TracePlan plan() {
    return plan;
  }

  /** A span less what its way may change. */
  public Span unchanged(Span span) {
    return sink.unchanged(span);
  }

  /** Spans that were acknowledged, those sent twice twice. */
  public long acknowledged() {
    return sink.acknowledged();
  }

  /** Sends at least n chapters, and ends then or with the one under way. */
  public void endAfter(int chaptersAtLeast) {
    atLeast = chaptersAtLeast;
    enough = true;
    Duration most = LONGEST_END.plus(TracePlan.CHAPTER.multipliedBy(chaptersAtLeast));
    Waiting.until(
        "the traffic does not end: a span is not acknowledged", most, () -> !thread.isAlive());
    RuntimeException failure = problem.get();
    if (failure != null) {
      throw failure;
    }
  }

  /** Ends with the chapter under way; returns once every span is acknowledged. */
  public void end() {
    endAfter(0);
  }

  /** How many chapters were sent, or are under way. */
  public int chapters() {
    return chapters;
  }

  @Override
  public void close() {
    thread.interrupt();
    sink.close();
  }

  private void run() {
    try {
      began = System.nanoTime();
      PriorityQueue<Sending> due = new PriorityQueue<>(Comparator.comparing(Sending::at));
      do {
        int number = chapters;
        chapters = number + 1;
        Duration start = TracePlan.CHAPTER.multipliedBy(number);
        for (Sending sending : plan.chapter(number).sendings()) {
          due.add(new Sending(start.plus(sending.at()), sending.span()));
        }
        sendBefore(start.plus(TracePlan.CHAPTER), due);
      } while (!enough || chapters < atLeast);
      sendBefore(FOREVER, due);
      sink.flush();
    } catch (RuntimeException e) {
      problem.set(e);
    }
  }

  /** What is due later stays, for the next chapter. */
  private void sendBefore(Duration end, PriorityQueue<Sending> due) {
    for (Sending next = due.peek();
        next != null && next.at().compareTo(end) < 0;
        next = due.peek()) {
      sendInTime(due.remove());
    }
  }

  private void sendInTime(Sending sending) {
    long dueNanos = began + sending.at().toNanos() / speed;
    long waitNanos = dueNanos - System.nanoTime();
    if (waitNanos > TimeUnit.MILLISECONDS.toNanos(1)) {
      Waiting.pause(Duration.ofNanos(waitNanos));
    }
    sink.send(sending.span());
  }
}
