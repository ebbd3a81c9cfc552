package dev.lepton.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The page in a real browser.
class PageTest {

    private static final String ANSWERED = "document.querySelector('#answer .value')";

    @TempDir
    private static Path folder;

    private static ModelServer server;
    private static Browser browser;

    @BeforeAll
    static void start() {
        Browser.requireProgram();
        server = ModelServer.start(
                List.of(Toys.yesByAge(), Toys.sumOfCells(), Toys.lastDigits(), Toys.broken()),
                ServerOptions.DEFAULTS.withPort(0).withThreads(2));
        browser = Browser.open(folder.resolve("profile"));
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
            server.close();
        }
    }

    @BeforeEach
    void plainly() {
        browser.speak("en-US");
        browser.resize(1200, 900);
    }

    @AfterEach
    void nothingWasForbiddenOrThrown() {
        assertThat(browser.complaints()).allMatch(complaint -> complaint.contains("/v1/models/broken/predict"));
    }

    private static void open(String query) {
        browser.open(server.address() + "/" + query, "document.readyState === 'complete' && location.port");
    }

    private static String text(String selector) {
        return browser.evaluate("document.querySelector(" + quoted(selector) + ").innerText");
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\\\"") + '"';
    }

    private static void focus(String selector) {
        browser.evaluate("document.querySelector(" + quoted(selector) + ").select()");
        browser.evaluate("document.querySelector(" + quoted(selector) + ").focus()");
    }

    @Test
    void formFollowsTheSchemaAndStartsWithTheExample() {
        open("");

        assertThat(browser.evaluate("[...document.querySelectorAll('.field')].map(f => "
                        + "f.querySelector('label').innerText + ' ' + f.querySelector('input, select, textarea').tagName"
                        + " + ' ' + f.querySelector('input, select, textarea').value).join('|')"))
                .isEqualTo("age number INPUT 39|city category SELECT Bern|member yes or no SELECT true"
                        + "|since moment INPUT 2026-01-31T08:30:15|note text TEXTAREA ");
        assertThat(text("#field-0-note")).isEqualTo("18 to 90, half below 44");
        assertThat(text("#facts")).contains("answer", "auc 0.9", "one of two classes");
    }

    @Test
    void predictShowsTheAnswerWithItsProbabilities() {
        open("");
        browser.evaluate("document.querySelector('button.main').click()");
        browser.await(ANSWERED);

        assertThat(text("#answer .value")).isEqualTo("no");
        assertThat(browser.evaluate("[...document.querySelectorAll('.class')].map(c => c.innerText.trim()).join('|')")
                        .replaceAll("\\s+", " "))
                .isEqualTo("no 61.0%|yes 39.0%");
    }

    @Test
    void keyboardAloneSuffices() {
        open("");
        focus("#field-0");
        browser.type("80");
        browser.press("Enter");
        browser.await(ANSWERED);

        assertThat(text("#answer .value")).isEqualTo("yes");
        browser.press("Tab");
        assertThat(browser.evaluate("document.activeElement.id")).isEqualTo("field-1");
    }

    @Test
    void changedRowMarksTheAnswerAsOld() {
        open("#try");
        browser.await(ANSWERED);
        focus("#field-0");
        browser.type("40");

        browser.await("document.querySelector('#answer .old')");
        assertThat(text("#answer")).contains("The row has changed since");
    }

    @Test
    void unusualCellsAreRemarkedAndWrongOnesAreNotSent() {
        open("");
        focus("#field-0");
        browser.type("120");
        assertThat(text("#field-0-note")).isEqualTo("outside of what the model has learnt from: 18 to 90");

        focus("#field-0");
        browser.type("old");
        browser.press("Enter");
        browser.await("document.querySelector('#answer .error')");

        assertThat(text("#answer")).isEqualTo("Nothing was asked: age must be mended first.");
        assertThat(text("#field-0-note")).isEqualTo("A number is expected, as 12 or -3.5.");
        assertThat(browser.evaluate("document.activeElement.id")).isEqualTo("field-0");
    }

    @Test
    void levelsKeepTheirSpacesAndNoNameBecomesMarkup() {
        open("");
        browser.evaluate("document.getElementById('field-1').selectedIndex = 2");
        browser.evaluate("document.getElementById('field-1').dispatchEvent(new Event('change', {bubbles: true}))");

        assertThat(text("#curl")).contains("\"city\":\" </script><b>Rome\"");
        assertThat(browser.evaluate("document.querySelectorAll('b').length")).isEqualTo("0");
    }

    @Test
    void integersKeepEveryDigit() {
        open("?model=digits");
        focus("#field-0");
        browser.type("9007199254740993");
        browser.press("Enter");
        browser.await(ANSWERED);

        assertThat(text("#answer .value")).isEqualTo("993");
    }

    @Test
    void everyModelIsOfferedAndPickedByName() {
        open("?model=sum");
        assertThat(text("h1")).isEqualTo("sum");

        browser.evaluate("document.getElementById('model').value = 'digits'");
        browser.evaluate("document.getElementById('model').dispatchEvent(new Event('change'))");

        assertThat(text("h1")).isEqualTo("digits");
        assertThat(browser.evaluate("location.search")).isEqualTo("?model=digits");
        assertThat(browser.evaluate("document.querySelectorAll('.field').length"))
                .isEqualTo("1");
    }

    @Test
    void errorOfTheServerIsShownAsItIs() {
        open("?model=broken#try");
        browser.await("document.querySelector('#answer .error')");

        assertThat(text("#answer")).startsWith("The server failed");
    }

    @Test
    void languageIsTheBrowsersUntilAnotherIsChosen() {
        browser.speak("zh-CN,zh");
        open("#try");
        browser.await(ANSWERED);
        assertThat(text("button.main")).isEqualTo("预测");
        assertThat(browser.evaluate("document.documentElement.lang")).isEqualTo("zh-CN");

        browser.evaluate("document.querySelector('#languages [lang=en]').click()");
        assertThat(text("button.main")).isEqualTo("Predict");
        assertThat(text("#answer .value")).isEqualTo("no");
        open("");
        assertThat(text("button.main")).isEqualTo("Predict");
        browser.evaluate("localStorage.clear()");
    }

    @ParameterizedTest
    @ValueSource(ints = {320, 480, 900, 1600})
    void nothingIsWiderThanTheScreen(int width) {
        browser.resize(width, 700);
        open("#try");
        browser.await(ANSWERED);

        assertThat(browser.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                .isEqualTo("true");
    }

    @Test
    void everyLanguageHasEveryWord() throws IOException {
        JsonNode words;
        try (InputStream in = PageTest.class.getResourceAsStream("words.json")) {
            words = new ObjectMapper().readTree(in);
        }
        Set<String> english = new TreeSet<>();
        words.path("en").fieldNames().forEachRemaining(english::add);
        for (JsonNode language : words) {
            Set<String> names = new TreeSet<>();
            language.fieldNames().forEachRemaining(names::add);
            assertThat(names).isEqualTo(english);
        }
    }
}
