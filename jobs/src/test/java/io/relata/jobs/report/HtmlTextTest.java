package io.relata.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HtmlTextTest {

    @Test
    void marksMeanThemselves() {
        assertThat(HtmlText.of("</script><img src=\"x\" onerror='y'>&amp;"))
                .isEqualTo("&lt;/script&gt;&lt;img src=&quot;x&quot; onerror=&#39;y&#39;&gt;&amp;amp;");
    }

    @Test
    void whatIsNotSeenOrMovesOtherTextIsShownAsItsCode() {
        assertThat(HtmlText.of("a\u0000\u001b[2J\r\u007f\u0085\u202e\u2066\u200f\u2028\ufeff\ufffe\ud800"))
                .isEqualTo("a\\u0000\\u001b[2J\\u000d\\u007f\\u0085\\u202e\\u2066\\u200f\\u2028\\ufeff\\ufffe\\ud800");
        assertThat(HtmlText.of(Character.toString(0xE0041))).isEqualTo("\\ue0041");
    }

    @Test
    void otherTextOfAnyScriptStaysAsItIs() {
        String text = "Tromsø \u05d0\u05d1 \ud83d\udc69\u200d\ud83d\ude80 \u0645\u06cc\u200c\u062e a\n\tb";
        assertThat(HtmlText.of(text)).isEqualTo(text);
    }

    @Test
    void everyCodePointParsesAsXml() {
        for (int start = 0; start <= Character.MAX_CODE_POINT; start += 0x8000) {
            StringBuilder text = new StringBuilder();
            for (int character = start; character < start + 0x8000; character++) {
                text.appendCodePoint(character);
            }
            String page = new Markup()
                    .open("p")
                    .with("title", text.toString())
                    .text(text.toString())
                    .close()
                    .done();
            assertThat(PageParser.parse(page.getBytes(StandardCharsets.UTF_8))
                            .getElementsByTagName("p")
                            .getLength())
                    .isEqualTo(1);
        }
    }
}
