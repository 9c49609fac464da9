/// Every component in every state, with words that mean nothing: the first thing that tests and eyes look at.
public enum ComponentsPage {
    public static var main: HTML { HTML() }
}
