import Pages

/// The texts that every page's footer leads to.
enum FooterTexts {
    static let help = Page("Help", width: .reading, main: """
        <h2>Find your work</h2>
        <p>“My work” lists what your posts owe, next first. “Plans” shows each plan by theme, as a list, and as a document
        to print.</p>
        <h2>Say how an action goes</h2>
        <p>Open “Update my actions” under “My work”. Each line takes a note, a status and a new deadline. “No change” is an
        answer too: it is recorded with the day.</p>
        <h2>Somebody is in danger</h2>
        <p>Granville does not alert anyone by itself. Call 999. The Modern Slavery Helpline is 08000 121 700, day and
        night.</p>
        <h2>You cannot sign in</h2>
        <p>An administrator of your organisation can set a new password for you. You choose your own when you next sign
        in.</p>
        """)

    static let accessibility = Page("Accessibility", width: .reading, main: """
        <p>Granville is meant to be usable by everyone: by keyboard, with a screen reader, without script, at 320 pixels
        wide, in high contrast, and on paper. Every page is checked against the Web Content Accessibility Guidelines 2.2,
        level AA, by machine at each change.</p>
        <h2>What we know is not right yet</h2>
        <p>A machine finds only part of the problems. No full check by people who use screen readers has been made yet.</p>
        <h2>Tell us</h2>
        <p>If something stops you, tell an administrator of your organisation, and say which page it was.</p>
        """)
}
