package weir.main;

import org.junit.jupiter.api.Test;
import weir.testing.ReferencePage;

/** The reference page of the settings says what the table says. */
class SettingsPageTest {

    @Test
    void settingsPageIsMadeFromTheTable() {
        ReferencePage.check("settings.md", SettingsPage.markdown(SettingTable.standard()));
    }
}
