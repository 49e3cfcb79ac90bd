package io.spanline.endtoend.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.bench.answers.AnswerResult;
import io.spanline.bench.answers.AnswersBench;
import io.spanline.bench.answers.KnownAnswers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The short form of {@code ./spanline bench known-answers}: what can be known beside other tests,
 * where requests are late and latencies are not what they are. {@link ExperimentIT} has the delay.
 */
@Tag("stack")
class KnownAnswersIT {
  private static AnswersBench bench;

  @BeforeAll
  static void useTheStackOfTheDemo() throws Exception {
    bench =
        new AnswersBench(
            DemoStack.get().demo(), "requests: 20\nrate: 10\nblocks: 2\nsteady_state: none");
  }

  @Test
  void aFaultOnAnEdgeThatNoRequestUsesIsInvalid() throws Exception {
    AnswerResult result = bench.run(KnownAnswers.of("unused"));

    assertThat(result.left().outcome()).as(result.left().output()).isEqualTo("invalid");
    assertThat(result.left().verdict().path("reasons").toString())
        .contains("0 calls went through service-b→service-c");
  }

  /** The bench asks for a fail as well, of which so few requests need not be enough. */
  @Test
  void ofADeadEdgeExactlyThoseRequestsFailThatUseIt() throws Exception {
    AnswerResult result = bench.run(KnownAnswers.of("cut"));

    assertThat(result.left().verdict().at("/proof/proved").asBoolean())
        .as(result.left().output())
        .isTrue();
    assertThat(KnownAnswers.of("cut").wrong(result.left())).isEmpty();
  }
}
