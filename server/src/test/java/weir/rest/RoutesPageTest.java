package weir.rest;

import org.junit.jupiter.api.Test;
import weir.testing.ReferencePage;

/** The reference page of the REST API says what the tables say. */
class RoutesPageTest {

    @Test
    void pageIsMadeFromTheTables() {
        ReferencePage.check("rest.md", RoutesPage.markdown());
    }
}
