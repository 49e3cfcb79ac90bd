package io.spanline.capture.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CleanTextTest {
  private static final int MEGABYTE = 1 << 20;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "GET",
        "GET /orders/{id}", "/orders/7",
        "service-a", "token-service:8080",
        "127.0.0.1:18082", "http://127.0.0.1:18082/orders/7?x=1&page=2",
        "https://shop.example/@jane/orders", "https://shop.example:8443/@jane",
        "java.lang.IllegalStateException", "order.OrderService/Place",
        "POST /oauth/token", "jane.doe@shop.example",
        "basic needs", "status code: 5",
        "100%", "AKIA",
        "?page=2&sort=key", "token",
        "token=", "****"
      })
  void leavesAloneWhatHoldsNothing(String text) {
    assertThat(CleanText.of(text)).isSameAs(text);
    assertThat(CleanText.isClean(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://u:S3@shop.example/x", "https://S3@shop.example",
        "http://user:pa,S3@host/x", "http://user:hunter'S3@host/",
        "http://u:12/S3@h/", "amqp://u:S3@h/,amqp://u:S3@i/",
        "u:S3@shop.example:80", "jdbc:oracle:thin:scott/S3@h:1521/db",
        "/x?token=S3&page=2", "/x?X-Goog-Signature=S3",
        "/x?user[password]=S3", "/x?token[0]=S3",
        "?passwordConfirm=S3", "?pw2=S3",
        "/orders/token=S3", "/x;jsessionid=S3?y=1",
        "said password: S3 to him", "{\"password\":\"S3\",\"a\":1}",
        "{\\\"api_key\\\": \\\"S3\\\"}", "{\"token\":{\"v\":[\"S3\"]},\"b\":1}",
        "a bearer S3S3S3S3S3", "Basic S3S3S3S3S3=",
        "eyJhbGciOiJIUzI1.eyJzdWIiOiJTMyJ9.S3", "AKIAS3S3S3S3S3S3S3S3",
        "Server=h;Password=S3;Db=x", "?token=****"
      })
  void blanksWholeWhatLooksLikeACredential(String text) {
    List<Rule> found = new ArrayList<>();

    assertThat(CleanText.of(text, found::add)).isEqualTo("****");
    assertThat(found).containsExactly(Rule.BLOCKED);
    assertThat(CleanText.isClean(text)).isFalse();
  }

  @Test
  void cutsBeforeTheCharacterThatNoLongerFits() {
    String text = "x" + "ä".repeat(CleanText.LONGEST);
    List<Rule> found = new ArrayList<>();

    String cut = CleanText.of(text, found::add);

    assertThat(text).startsWith(cut);
    assertThat(cut.getBytes(StandardCharsets.UTF_8)).hasSize(CleanText.LONGEST - 1);
    assertThat(found).containsExactly(Rule.TOO_LONG);
    assertThat(CleanText.isClean(cut)).isTrue();
  }

  @Test
  void showsNoSecretThatTheCutGoesThrough() {
    for (int shown = 0; shown < 12; shown++) {
      String text = "x".repeat(CleanText.LONGEST - shown) + " amqp://u:S3S3S3@h/" + "y".repeat(90);

      assertThat(CleanText.of(text)).doesNotContain("S3");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "//a:1",
        "//",
        "token",
        "a:",
        "token:\"",
        "eyJ",
        "'\"",
        "@",
        "a:b/",
        "ä",
        " "
      })
  @Timeout(60)
  void copesWithAMegabyteOfAnything(String part) {
    String text = part.repeat(MEGABYTE / part.length()) + "x:y@h";

    assertThat(CleanText.of(text).length()).isLessThanOrEqualTo(CleanText.LONGEST);
    assertThat(CleanText.ofName(text).length()).isLessThanOrEqualTo(CleanText.LONGEST);
  }

  @Test
  void leavesNoSecretOfASensitiveNameWhateverItIsMadeOf() {
    Random random = new Random(11);
    String signs = "ab1/,;:'\"<>()[]{}@.-_~!$*+%=\\";
    for (int i = 0; i < 5_000; i++) {
      StringBuilder secret = new StringBuilder("S3");
      for (int left = random.nextInt(8); left > 0; left--) {
        secret.append(signs.charAt(random.nextInt(signs.length())));
      }

      assertThat(CleanText.of("https://h/x?a=1&password=" + secret + "&b=2")).isEqualTo("****");
    }
  }

  /** The Collector is tried with the same names. */
  @ParameterizedTest
  @CsvFileSource(files = "../observability/names.tsv", delimiter = '\t', quoteCharacter = '`')
  void aNameLosesOnlyWhatAUrlInItHolds(String sent, String shown) {
    String clean = CleanText.ofName(sent);

    assertThat(clean).isEqualTo(shown.equals("=") ? sent : shown);
    assertThat(CleanText.ofName(clean)).isSameAs(clean);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "login failed for password=S3 | ****",
        "retry with Authorization: Bearer S3S3S3S3S3 | ****",
        "u:S3@shop.example | ****",
        "GET https://u:S3@h/x?token=S3 again | GET https://h/x again",
        "exception | exception",
        "UsersController#show | UsersController#show"
      })
  void aNameThatNoFigureIsKeptByGoesWholeToo(String sent, String shown) {
    String clean = CleanText.ofFreeName(sent, rule -> {});

    assertThat(clean).isEqualTo(shown);
    assertThat(CleanText.ofFreeName(clean, rule -> {})).isSameAs(clean);
  }

  /** The Collector has cleaned and bounded it before. */
  @ParameterizedTest
  @ValueSource(strings = {"?", "x", "token=", "\uD83D\uDE00?"})
  void aLongNameIsCleanedOnceWhereverItIsCut(String signs) {
    for (int before = 225; before < 240; before++) {
      String sent = "/" + "x".repeat(before - 1) + signs + "(/" + "y".repeat(90);
      String once = CleanText.ofName(sent);

      assertThat(once).contains("~");
      assertThat(CleanText.ofName(once)).isSameAs(once);
      assertThat(CleanText.ofFreeName(once, rule -> {})).isSameAs(once);
    }
  }

  @Test
  void ofAnyPathAKeysValueGoesAndWhatIsLeftIsClean() {
    String[] starts = {
      "", "GET ", "url=", "GET \"", "h", "localhost:80", "//h", "https://h", "h/a"
    };
    String[] paths = {"/", "/x", "/x/{id?}", "/x/:id?", "/(?:a)"};
    String[] signs = {"/", "(", "$", "a", "&", ")", "}", "%", "?", "#", ";", "{", "://", " "};
    Random random = new Random(4);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder junk = new StringBuilder();
      for (int left = random.nextInt(5); left > 0; left--) {
        junk.append(signs[random.nextInt(signs.length)]);
      }
      String name = starts[random.nextInt(starts.length)] + paths[random.nextInt(paths.length)];
      String query = "?" + junk.toString().replace(" ", "") + "k[0]=S3";

      assertThat(CleanText.ofName(name + query)).doesNotContain("S3");
      String once = CleanText.ofName(name + "?" + junk + "#" + junk);
      assertThat(CleanText.ofName(once)).as("%s", name + junk).isSameAs(once);
    }
  }

  @Test
  void ofAnyNameAUrlLosesAllThatIsNotItsPath() {
    Random random = new Random(3);
    String signs = "a1-.~%!$&'*+,;=|\\^[]<>";
    for (int i = 0; i < 5_000; i++) {
      StringBuilder secret = new StringBuilder("S3");
      for (int left = random.nextInt(8); left > 0; left--) {
        secret.append(signs.charAt(random.nextInt(signs.length())));
      }
      String url = "https://u:%1$s@h/x/%2$s?%1$s=%1$s#%1$s".formatted(secret, i);

      assertThat(CleanText.ofName("GET " + url + " again"))
          .isEqualTo("GET https://h/x/" + i + " again");
    }
  }

  @Test
  void whatIsNotSuspectIsLeftByEveryExpression() {
    Pattern suspect = Pattern.compile(AllowList.SHARED.suspect());
    List<Pattern> cleaning =
        AllowList.SHARED.cleaning().stream().map(each -> Pattern.compile(each.find())).toList();
    String[] parts = "GET |a|://|/|x|eyJ|AKIA|0123456789ABCDEF|.abcdefgh| |:|;|=|&".split("\\|");
    Random random = new Random(5);
    for (int i = 0; i < 50_000; i++) {
      StringBuilder name = new StringBuilder();
      for (int left = random.nextInt(6); left >= 0; left--) {
        name.append(parts[random.nextInt(parts.length)]);
      }
      if (!suspect.matcher(name).find()) {
        assertThat(cleaning).as("%s", name).noneMatch(each -> each.matcher(name).find());
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/orders/7?token=S3&a=1 | /orders/7",
        "/orders#S3 | /orders",
        "?token=S3 | ''",
        "https://u:S3@h/x?S3 | /x",
        "/x;token=S3?a=1 | ****"
      })
  void keepsATargetUpToItsQuery(String target, String clean) {
    assertThat(CleanText.ofTarget(target, rule -> {})).isEqualTo(clean);
  }
}
