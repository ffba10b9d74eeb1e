package weir.script.call;

import org.junit.jupiter.api.Test;
import weir.testing.ReferencePage;

class FunctionPageTest {

    @Test
    void pageSaysWhatTheTableSays() {
        ReferencePage.check("script.md", FunctionPage.markdown());
    }
}
