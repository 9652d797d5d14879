package org.amurwatch.consumer.dashboard.browser;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;

/** On what kind of device, and in which language, the page is looked at. */
record Look(int width, int height, ColorScheme scheme, String language) {

    static final Look DESKTOP = new Look(1280, 800, ColorScheme.LIGHT, "en");
    static final Look PHONE = new Look(390, 844, ColorScheme.LIGHT, "en");

    Look sized(int wide, int high) {
        return new Look(wide, high, scheme, language);
    }

    Look dark() {
        return new Look(width, height, ColorScheme.DARK, language);
    }

    Look in(String other) {
        return new Look(width, height, scheme, other);
    }

    NewContextOptions options() {
        return new NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(scheme)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setHasTouch(width < 500)
                .setLocale(language)
                .setTimezoneId("Asia/Vladivostok");
    }
}
