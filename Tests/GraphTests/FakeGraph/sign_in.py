"""Sign-in: tokens for a secret, a signed statement or a device code."""
import base64
import json
import os
import subprocess
import tempfile
import time
import urllib.parse
import uuid

from contract import Refused


class SignIn:
    """The login service."""

    def login(self, url, headers, raw):
        form = dict(urllib.parse.parse_qsl(raw.decode(), strict_parsing=True))
        self.contract.check("POST", None, url.path, {}, headers, form, form=True)
        if f"/{self.tenant}/" not in url.path:
            return 400, {"error": "invalid_request", "error_description": "unknown tenant"}, {}
        if form.get("scope", self.resource + "/.default") != self.resource + "/.default":
            raise Refused(f"scope {form['scope']} of another cloud")
        if url.path.endswith("/devicecode"):
            return 200, {"device_code": "device-code-secret", "user_code": "ABCD", "verification_uri": "https://microsoft.com/devicelogin", "expires_in": 900, "interval": 1, "message": "Open the page and enter ABCD."}, {}
        if form.get("client_secret") is not None and form["client_secret"] != self.secret:
            return 401, {"error": "invalid_client", "error_description": "AADSTS7000215: wrong secret\r\nTrace"}, {}
        if "client_assertion" in form:
            problem = self.assertion_problem(form, url.path)
            if problem:
                return 401, {"error": "invalid_client", "error_description": problem}, {}
        if form["grant_type"].endswith("device_code") and self.pending_polls > 0:
            self.pending_polls -= 1
            return 400, {"error": "authorization_pending", "error_description": "wait"}, {}
        token = "secret-token-" + uuid.uuid4().hex
        self.tokens[token] = time.time() + self.token_life
        return 200, {"token_type": "Bearer", "expires_in": self.token_life, "access_token": token}, {}

    def assertion_problem(self, form, path):
        head, payload, signature = form["client_assertion"].split(".")
        pad = lambda text: text + "=" * (-len(text) % 4)
        header = json.loads(base64.urlsafe_b64decode(pad(head)))
        claims = json.loads(base64.urlsafe_b64decode(pad(payload)))
        if header["alg"] != "PS256" or header["typ"] != "JWT" or not header["x5t#S256"]:
            return "head"
        if claims["aud"] != self.root + path or claims["iss"] != form["client_id"] or claims["sub"] != form["client_id"]:
            return "claims"
        if not claims["nbf"] <= time.time() + 5 < claims["exp"] or claims["exp"] - claims["nbf"] > 600 or not claims["jti"]:
            return "times"
        with tempfile.TemporaryDirectory() as folder:
            public, sign = os.path.join(folder, "public.pem"), os.path.join(folder, "signature")
            with open(public, "wb") as file:
                file.write(subprocess.run(["openssl", "x509", "-in", self.certificate, "-pubkey", "-noout"], check=True, capture_output=True).stdout)
            with open(sign, "wb") as file:
                file.write(base64.urlsafe_b64decode(pad(signature)))
            done = subprocess.run(["openssl", "dgst", "-sha256", "-verify", public, "-signature", sign, "-sigopt", "rsa_padding_mode:pss", "-sigopt", "rsa_pss_saltlen:32"], input=f"{head}.{payload}".encode(), capture_output=True, check=False)
        return None if done.returncode == 0 else "signature"
