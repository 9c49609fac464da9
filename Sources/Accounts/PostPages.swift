import Calendar
public import Database
import Pages

/// Routes of posts and of who holds them.
struct PostPages: Sendable {
    let store: PostStore
    let database: Database
    let uses: [PostUses]

    private static let reading = Policy.mayAny([.readPlan, .managePosts])
    private static let managing = Policy.may(.managePosts)

    var routes: [Route] {
        [
            .page(AccountsURL.posts, Self.reading) { ask, viewer, reader in try list(ask, viewer, reader) },
            .page(AccountsURL.newPost, Self.managing) { ask, _, _ in
                .page(PostViews.add(Form(), token: ask.newForm))
            },
            .action(AccountsURL.newPost, Self.managing) { ask, viewer in try await add(ask, viewer) },
            .page(AccountsURL.post("{post}"), Self.reading) { ask, viewer, reader in
                guard let post = try PostStore.any(
                    reader, organisation: viewer.organisation, id: ask.parameter("post"))
                else { throw Refusal.notFound }
                let held = try PostStore.holders(reader, organisation: viewer.organisation, post: post.id)
                var page = PostViews.show(
                    .init(post: post, held: held), on: ask.today, mayManage: viewer.may(.managePosts))
                if ask.query.has("changed") { page.banner = Banner(.success, "The post is saved.") }
                return .page(page)
            },
            .page(AccountsURL.changePost("{post}"), Self.managing) { ask, viewer, reader in
                let post = try Self.post(ask, viewer, reader)
                let form = Form(["title": post.title, "abbreviation": post.abbreviation])
                return .page(PostViews.change(post, form, version: post.version, token: ask.newForm))
            },
            .action(AccountsURL.changePost("{post}"), Self.managing) { ask, viewer in try await change(ask, viewer) },
            .page(AccountsURL.removePost("{post}"), Self.managing) { ask, viewer, reader in
                .page(try removePage(ask, viewer, reader, token: ask.newForm))
            },
            .action(AccountsURL.removePost("{post}"), Self.managing) { ask, viewer in try await remove(ask, viewer) },
        ] + HoldingPages(store: store, database: database).routes
    }

    static func post(_ ask: Ask, _ viewer: Viewer, _ reader: Reader) throws -> Post {
        guard let post = try PostStore.post(reader, organisation: viewer.organisation, id: ask.parameter("post"))
        else { throw Refusal.notFound }
        return post
    }

    private func list(_ ask: Ask, _ viewer: Viewer, _ reader: Reader) throws -> Answer {
        let held = Dictionary(
            grouping: try PostStore.holders(reader, organisation: viewer.organisation), by: \.post)
        let posts = try PostStore.list(reader, organisation: viewer.organisation).map {
            PostViews.Listed(post: $0, held: held[$0.id] ?? [])
        }
        var page = PostViews.list(
            posts, removed: try PostStore.removed(reader, organisation: viewer.organisation), on: ask.today,
            mayManage: viewer.may(.managePosts))
        if ask.query.has("removed") { page.banner = Banner(.success, "The post is removed.") }
        return .page(page)
    }

    private func add(_ ask: Ask, _ viewer: Viewer) async throws -> Answer {
        let input = PostInput(ask.form)
        var problems = input.problems
        if problems.isEmpty {
            do {
                let pressed = try await store.add(
                    abbreviation: input.abbreviation, title: input.title, form: ask.formToken, by: viewer.actor)
                return .redirect("\(pressed.location)?changed")
            } catch PostProblem.abbreviationTaken(let title) {
                problems.add("abbreviation", Self.words(taken: title))
            }
        }
        return .page(PostViews.add(Form(ask.form, problems), token: ask.formToken), status: 422)
    }

    private func change(_ ask: Ask, _ viewer: Viewer) async throws -> Answer {
        let post = try await database.read { try Self.post(ask, viewer, $0) }
        let input = PostInput(ask.form)
        let version = Int(ask.form.text("version")) ?? 0
        var problems = input.problems
        if problems.isEmpty {
            do {
                let pressed = try await store.change(
                    post.id, version: version, abbreviation: input.abbreviation, title: input.title,
                    form: ask.formToken, by: viewer.actor)
                return .redirect("\(pressed.location)?changed")
            } catch PostProblem.nothingChanged {
                return .redirect(AccountsURL.post(post.id))
            } catch PostProblem.changedMeanwhile {
                return try await stale(ask, viewer, input)
            } catch PostProblem.abbreviationTaken(let title) {
                problems.add("abbreviation", Self.words(taken: title))
            }
        }
        return .page(
            PostViews.change(post, Form(ask.form, problems), version: version, token: ask.formToken), status: 422)
    }

    private func stale(_ ask: Ask, _ viewer: Viewer, _ input: PostInput) async throws -> Answer {
        let now = try await database.read { try Self.post(ask, viewer, $0) }
        let notice = StaleForm.notice(
            PostViews.differences(now, input), keep: Link("keep what is saved now", AccountsURL.post(now.id)))
        let form = Form(ask.form, StaleForm.problem("post"))
        return .page(
            PostViews.change(now, form, version: now.version, token: ask.formToken, stale: notice),
            status: StaleForm.status)
    }

    private static func words(taken title: String) -> String {
        "This abbreviation stands for the post “\(title)” already. Enter another or leave it empty"
    }

    // MARK: Removing

    private func removePage(_ ask: Ask, _ viewer: Viewer, _ reader: Reader, token: String) throws -> Page {
        let post = try Self.post(ask, viewer, reader)
        let holders = try PostStore.holders(reader, organisation: viewer.organisation, post: post.id)
        return PostViews.remove(
            post, holders: holders.filter { $0.holds(on: ask.today) },
            uses: try uses.flatMap { try $0(reader, viewer.organisation, post.id) }, token: token)
    }

    private func remove(_ ask: Ask, _ viewer: Viewer) async throws -> Answer {
        do {
            let pressed = try await store.remove(
                ask.parameter("post"), version: Int(ask.form.text("version")) ?? 0, form: ask.formToken,
                by: viewer.actor)
            return .redirect("\(pressed.location)?removed")
        } catch PostProblem.changedMeanwhile {
            var page = try await database.read { try removePage(ask, viewer, $0, token: ask.formToken) }
            page.errors.add("Somebody else changed this post meanwhile. This is how it is now. It is not removed yet")
            return .page(page, status: StaleForm.status)
        }
    }
}

/// What a feature counts of a post, for the page before it is removed.
public typealias PostUses = @Sendable (Reader, _ organisation: Int, _ post: String) throws -> [PostUse]
