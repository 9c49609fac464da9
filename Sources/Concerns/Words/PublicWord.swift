public import Pages

/// Every text of the public form, in the order in which somebody meets them.
public enum PublicWord: String, WordKey {
    // On every page. The title that the browser keeps says nothing about the subject.
    case neutralTitle, serviceName, goBack, goOn, change, changeAnswerTo, optional, notSure, notProvided, yes, no
    case otherLanguage, otherLanguageAwaits, exitButton, exitHint, exitMore
    case errorTitle, errorSummary

    // Start
    case startHeading, startLead, startNoName, startNoAccount, startTime, startNotEmergency, startDoNot
    case startOthersHeading, startEmergency, startPolice, startHelpline, startCrimestoppers
    case startButton, startFollowUp

    // What the exit button does
    case exitHeading, exitWhat, exitHistory, exitShared, exitNotKept, exitPrivateWindow

    // Is someone in danger now?
    case dangerHeading, dangerHint, dangerYes, dangerNo
    case callHeading, callFirst, callSilent, callText, callThen, callDone

    // What, where, when
    case whatHeading, whatHint, whatLabel, whatExamples
    case whereHeading, whereHint, whereMore
    case whenHeading, whenToday, whenYesterday, whenAnotherDate, whenDateLabel, whenDateHint
    case whenDay, whenMonth, whenYear, whenStill, whenStillHint

    // Who
    case whoHeading, whoHint, whoAdult, whoChild, whoBoth
    case howManyLabel, howManyHint, whoMore, whoMoreHint

    // How to reach them
    case contactHeading, contactHint, contactNone, contactTelephone, contactEmail
    case telephoneLabel, emailLabel, callYouLabel, callYouHint
    case timesLabel, timesHint, timesMorning, timesAfternoon, timesEvening, timesAny
    case messageLabel, messageYes, messageNo

    // Check
    case checkHeading, checkLead, checkDanger, checkWhat, checkWhere, checkWhen, checkWho, checkHowMany
    case checkMore, checkContact, checkContactTimes, checkMessage

    // Save the code
    case codeHeading, codeLead, codeLabel, codeSave, codeOnly, codeSafe, codeTypeLabel, codeTypeHint
    case codeTick, sendButton, sendNothingYet

    // Sent
    case sentHeading, sentLead, sentNextHeading, sentNextRead, sentNextBy, sentNextDecide, sentNextTell
    case sentDoNotHeading, sentDoNotConfront, sentDoNotPromise, sentDoNotSearch, sentDoNotPost
    case sentChanged, sentLeave

    // Follow-up with the code
    case followHeading, followHint, followLabel, followButton
    case stageHeading, stageReceived, stageReceivedNext, stageReading, stageReadingNext, stageActing, stageActingNext
    case stagePassed, stagePassedNext, stageClosed, stageClosedNext, stageLimits
    case questionsHeading, questionsNone, messagesHeading, messageFromUs, messageFromYou
    case replyLabel, replyHint, fileLabel, fileHint, fileWords, replyFileOnly, replyButton, replySent, replyRemains, followLeave

    // Errors
    case errorDanger, errorWhat, errorTooLong, errorWhen, errorDateMissing, errorDateReal, errorDateFuture
    case errorWho, errorHowMany, errorContact, errorTelephoneMissing, errorTelephone, errorEmailMissing, errorEmail
    case errorMessage, errorCodeType, errorCodeTick, errorCodeMissing, errorCodeShape, errorCodeUnknown
    case errorReply, errorFile, errorFileMany, errorTooManyAtOnce, errorTooManyCodes, errorLapsed, errorSentAlready, errorNotSaved

    /// The catalogue that the public form speaks from.
    public static let catalogue = Catalogue<PublicWord>([.english: publicEnglish, .welsh: publicWelsh])
}

/// The numbers that the public form names. Each is a setting of the council, with the national one as its default.
///
/// Source: the organisations' own pages, checked 2026-11-22.
public struct HelpNumbers: Sendable, Equatable {
    public var emergency = "999"
    public var police = "101"
    /// Modern Slavery and Exploitation Helpline.
    public var helpline = "08000 121 700"
    public var crimestoppers = "0800 555 111"

    public init() {}

    /// For the places `{emergency}`, `{police}`, `{helpline}` and `{crimestoppers}`.
    public var values: [String: String] {
        ["emergency": emergency, "police": police, "helpline": helpline, "crimestoppers": crimestoppers]
    }
}
