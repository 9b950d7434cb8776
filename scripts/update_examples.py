"""Write the expected briefs of the examples anew, and file their stored answers under the requests of today's prompts.

An answer belongs to its part of the article, whatever the prompt around it says: the answers are served, part by part,
to a run against a loopback server, and what that run caches takes the place of the old files.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SEVERAL = "depot-strike"
CHUNK_TOKENS = {"ain-al-asad": "5000", "strait-closure": "4000"}


def part_of(prompt: str) -> str:
    """Which part of an example a prompt asks about."""
    part = re.search(r"^This is part (\d+) of", prompt, re.MULTILINE)
    if part:
        return part[1]
    return "assessment" if "Findings, each with the sentences that it rests on" in prompt else "whole"


def shown_in(prompt: str) -> dict[int, str]:
    """The numbered sentences of a prompt."""
    return {int(number): text for number, text in re.findall(r"^\[(\d+)\] (.*)$", prompt, re.MULTILINE)}


def renumbered(answer: Any, old: dict[int, str], new: dict[int, str]) -> Any:
    """``answer`` with its evidence pointing at the same sentences under the numbers of the new prompt."""
    places = {text: number for number, text in new.items()}
    if isinstance(answer, list):
        return [renumbered(part, old, new) for part in answer]
    if not isinstance(answer, dict):
        return answer
    changed = {name: renumbered(part, old, new) for name, part in answer.items()}
    if "evidence" in answer:
        changed["evidence"] = [places[old[number]] for number in answer["evidence"] if old[number] in places]
    return changed


def stored_answers(folder: Path) -> dict[str, tuple[Any, str]]:
    """The answers of a folder by part, each with the prompt that it answers."""
    found = {}
    for path in sorted(folder.glob("*/*.json")):
        content = json.loads(path.read_text(encoding="utf-8"))
        prompt = content["request"]["messages"][-1]["content"]
        found[part_of(prompt)] = (content["answer"], prompt)
    return found


def serve(answers: dict[str, tuple[Any, str]]) -> ThreadingHTTPServer:
    """A model server on loopback that gives the answer of the part that it is asked about."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            prompt = body["messages"][-1]["content"]
            stored, answered = answers[part_of(prompt)]
            answer = renumbered(stored, shown_in(answered), shown_in(prompt))
            message = {"role": "assistant", "content": json.dumps(answer)}
            choice = {"index": 0, "finish_reason": "stop", "message": message}
            reply = {"id": "x", "object": "chat.completion", "created": 0, "model": body["model"], "choices": [choice]}
            content = json.dumps(reply).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: Any) -> None:
            """Nothing to log."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def brief(name: str, *arguments: str) -> bytes:
    """What ``brief`` prints for an example."""
    command = [sys.executable, "-m", "briefer", "-q", f"examples/{name}/article.txt", *arguments]
    return subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True).stdout


def file_answers(name: str, folder: Path) -> None:
    """Put the stored answers of an example under the keys of its present requests."""
    server = serve(stored_answers(folder))
    with tempfile.TemporaryDirectory() as fresh:
        address = f"http://127.0.0.1:{server.server_address[1]}/v1"
        model = ("--model", "hand-written", "--chunk-tokens", CHUNK_TOKENS[name])
        brief(name, *model, "--base-url", address, "--cache", fresh)
        for path in Path(fresh).glob("*/*.json"):
            content = json.loads(path.read_text(encoding="utf-8"))
            # Nobody counted tokens: these answers came from a person, not from a model.
            content |= {"origin": "hand-written", "served_by": None, "usage": {"tokens_in": 0, "tokens_out": 0}}
            path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        shutil.rmtree(folder)
        shutil.copytree(fresh, folder)
    server.shutdown()


def main() -> None:
    """Bring every example up to date."""
    for name, tokens in CHUNK_TOKENS.items():
        folder = ROOT / "examples" / name
        file_answers(name, folder / "answers")
        (folder / "brief.extractive.md").write_bytes(brief(name))
        replay = ("--model", "hand-written", "--chunk-tokens", tokens, "--cache-mode", "replay")
        (folder / "brief.llm.md").write_bytes(brief(name, *replay, "--cache", f"examples/{name}/answers"))
    write_several()


def write_several() -> None:
    """The brief of the example of several sources, which has no stored answers."""
    folder = ROOT / "examples" / SEVERAL
    articles = [f"examples/{SEVERAL}/{path.name}" for path in sorted(folder.glob("*.txt"))]
    command = [sys.executable, "-m", "briefer", "-q", *articles]
    made = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True).stdout
    (folder / "brief.extractive.md").write_bytes(made)


if __name__ == "__main__":
    main()
