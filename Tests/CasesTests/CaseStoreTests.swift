@testable import Cases
import Testing
