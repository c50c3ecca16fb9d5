import AsyncHTTPClient
import JWTKit
import X509
